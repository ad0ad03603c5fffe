package io.docket.command.process.message;

/**
 * Reports that the engine will not take a message.
 *
 * @param messageId id of the message
 * @param code short and stable name of the reason
 * @param message what the engine said
 */
public record RecordMessage(String messageId, String code, String message) {}
