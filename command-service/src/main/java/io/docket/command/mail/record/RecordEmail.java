package io.docket.command.mail.record;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Reports what became of an e-mail that was to be sent.
 *
 * @param mailId id of the mail
 * @param state what became of it
 * @param messageId the Message-ID that it is sent under, where an attempt begins
 * @param cause why it is not sent, where it is not
 */
public record RecordEmail(
        String mailId,
        Report state,
        @Nullable String messageId,
        @Nullable String cause) {
    /** What became of it. */
    public enum Report {
        @JsonProperty("sending")
        SENDING,
        @JsonProperty("deferred")
        DEFERRED,
        @JsonProperty("sent")
        SENT,
        @JsonProperty("failed")
        FAILED
    }
}
