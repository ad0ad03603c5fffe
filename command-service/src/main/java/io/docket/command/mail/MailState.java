package io.docket.command.mail;

import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.MailEvent;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of an e-mail.
 *
 * @param status where it is on its way
 */
public record MailState(MailStatus status) {
    /** E-mails. */
    public static final EntityKind<MailState, MailEvent> KIND =
            new EntityKind<>("mail", MailEvent.class, MailState::evolve);

    private static MailState evolve(@Nullable MailState before, MailEvent event, String actor) {
        return new MailState(
                switch (event) {
                    case MailEvent.Received _ -> MailStatus.RECEIVED;
                    case MailEvent.Parked _ -> MailStatus.PARKED;
                    case MailEvent.Requested _, MailEvent.Deferred _ -> MailStatus.REQUESTED;
                    case MailEvent.Sending _ -> MailStatus.SENDING;
                    case MailEvent.Sent _ -> MailStatus.SENT;
                    case MailEvent.Failed _ -> MailStatus.FAILED;
                });
    }
}
