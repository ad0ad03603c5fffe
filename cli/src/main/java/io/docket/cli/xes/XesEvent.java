package io.docket.cli.xes;

import java.util.Map;

/**
 * An event of a trace.
 *
 * @param index place in the trace as the document has it, from 1
 * @param attributes attributes by key, in document order
 * @param place where it begins
 */
public record XesEvent(int index, Map<String, XesAttribute> attributes, Place place) {}
