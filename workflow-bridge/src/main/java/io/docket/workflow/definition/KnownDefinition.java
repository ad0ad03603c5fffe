package io.docket.workflow.definition;

import java.util.Set;

/**
 * A version of a process in the engine.
 *
 * @param engineKey the engine's key of it
 * @param elements ids of the elements that an instance can be at
 */
public record KnownDefinition(long engineKey, Set<String> elements) {}
