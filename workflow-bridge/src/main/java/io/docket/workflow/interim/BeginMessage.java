package io.docket.workflow.interim;

/**
 * The message that began an instance of the engine.
 *
 * @param key the engine's key of the message
 * @param name its name in the engine; empty if that was not noted
 * @param correlationKey its correlation key; empty if it has none
 */
public record BeginMessage(long key, String name, String correlationKey) {}
