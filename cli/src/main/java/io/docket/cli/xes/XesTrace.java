package io.docket.cli.xes;

import java.util.List;
import java.util.Map;

/**
 * A trace with all its events.
 *
 * @param index place in the log, from 1
 * @param name {@code concept:name}, or {@code trace-<index>} where the log gives none
 * @param attributes attributes by key, in document order
 * @param events events in document order
 * @param place where it begins
 * @param weight characters that it holds, roughly: the measure of its memory
 */
public record XesTrace(
        long index,
        String name,
        Map<String, XesAttribute> attributes,
        List<XesEvent> events,
        Place place,
        long weight) {
    private static final int MAX_SHOWN = 60;

    /** How messages name it. */
    public String label() {
        return "trace " + index + " \"" + (name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) + "…" : name)
                + "\"";
    }
}
