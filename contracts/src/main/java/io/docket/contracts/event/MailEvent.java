package io.docket.contracts.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happens to an e-mail. Entity {@code mail}, root = its case, or the mail itself where there is none.
 *
 * <pre>
 *   Received          Parked          Requested ──> Sending ──> Sent
 *                                          ^           ├─────> Failed
 *                                          └ Deferred ─┘
 * </pre>
 */
public sealed interface MailEvent extends DomainEvent {
    /**
     * A mail came in and belongs to a case.
     *
     * @param messageId its Message-ID
     * @param sender address of who sent it
     * @param to addresses that it was sent to
     * @param html its HTML, sanitised, where it has any
     */
    record Received(
            String caseId,
            String messageId,
            String sender,
            List<String> to,
            @Nullable String subject,
            @Nullable String html)
            implements MailEvent {}

    /**
     * A mail came in and was put aside in the mailbox.
     *
     * @param cause why, short and stable: {@code unknown-sender}, {@code no-address}, ...
     * @param detail why, in words
     */
    record Parked(
            String messageId,
            String sender,
            List<String> to,
            @Nullable String subject,
            String cause,
            @Nullable String detail)
            implements MailEvent {}

    /**
     * Somebody asked for a mail to be sent.
     *
     * @param body its text
     * @param inReplyTo Message-ID of the mail that it answers
     */
    record Requested(
            @Nullable String caseId,
            List<String> to,
            @Nullable List<String> cc,
            String subject,
            String body,
            @Nullable String html,
            @Nullable String inReplyTo)
            implements MailEvent {}

    /** An attempt to send it began. */
    record Sending(String messageId) implements MailEvent {}

    /** The attempt certainly did not send it; another one follows. */
    record Deferred(String cause) implements MailEvent {}

    /** The mail server took it. */
    record Sent() implements MailEvent {}

    /** It is not sent, or nobody knows whether it was; no attempt follows. */
    record Failed(String cause) implements MailEvent {}
}
