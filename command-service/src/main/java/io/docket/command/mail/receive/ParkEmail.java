package io.docket.command.mail.receive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records an e-mail that was put aside in the mailbox.
 *
 * @param mailId id for the mail
 * @param messageId its Message-ID
 * @param sender address of who sent it
 * @param to addresses that it was sent to
 * @param subject its subject
 * @param cause why, short and stable
 * @param detail why, in words
 */
public record ParkEmail(
        String mailId,
        String messageId,
        String sender,
        List<String> to,
        @Nullable String subject,
        String cause,
        @Nullable String detail) {}
