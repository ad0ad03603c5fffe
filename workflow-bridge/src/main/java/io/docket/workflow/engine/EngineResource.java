package io.docket.workflow.engine;

/**
 * A file for the engine.
 *
 * @param name its name; the ending tells its kind
 * @param content the text itself
 */
public record EngineResource(String name, String content) {}
