package io.docket.command.mail.receive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records an e-mail that came in for a case.
 *
 * @param caseId the case
 * @param mailId id for the mail
 * @param messageId its Message-ID
 * @param sender address of who sent it
 * @param to addresses that it was sent to
 * @param subject its subject
 * @param html its HTML, sanitised
 */
public record ReceiveEmail(
        String caseId,
        String mailId,
        String messageId,
        String sender,
        List<String> to,
        @Nullable String subject,
        @Nullable String html) {}
