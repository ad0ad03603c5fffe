package io.docket.command.mail.record;

import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.command.mail.MailState;
import io.docket.command.mail.MailStatus;
import io.docket.contracts.event.MailEvent;
import java.util.List;
import java.util.Objects;

/**
 * Decides on a report of an attempt to send. An attempt begins once: while one is open, nobody knows whether it sent the
 * mail, so that no other one may begin before it is said that it did not.
 */
public final class RecordEmailDecider {
    private static final String UNKNOWN = "unknown";

    private RecordEmailDecider() {}

    /** The decision. */
    public static List<MailEvent> decide(MailState state, RecordEmail command, DecisionContext context) {
        String cause = Objects.requireNonNullElse(command.cause(), UNKNOWN);
        return switch (command.state()) {
            case SENDING -> {
                require(state, MailStatus.REQUESTED);
                if (command.messageId() == null) {
                    throw Rejection.invalid("/messageId", "an attempt names the Message-ID");
                }
                yield List.of(new MailEvent.Sending(command.messageId()));
            }
            case DEFERRED -> {
                require(state, MailStatus.SENDING);
                yield List.of(new MailEvent.Deferred(cause));
            }
            case SENT -> {
                require(state, MailStatus.SENDING);
                yield List.of(new MailEvent.Sent());
            }
            case FAILED -> {
                if (state.status() != MailStatus.REQUESTED) {
                    require(state, MailStatus.SENDING);
                }
                yield List.of(new MailEvent.Failed(cause));
            }
        };
    }

    private static void require(MailState state, MailStatus status) {
        if (state.status() != status) {
            throw Rejection.conflict("mail-" + state.status(), "the mail is " + state.status());
        }
    }
}
