package io.docket.command.mail.send;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an e-mail to be sent.
 *
 * @param mailId id for the mail; one is derived from the command if absent
 * @param caseId case that it belongs to
 * @param to addresses
 * @param cc addresses of who gets a copy
 * @param subject its subject
 * @param body its text
 * @param html its text as HTML, beside the plain one
 * @param inReplyTo Message-ID of the mail that it answers
 */
public record SendEmail(
        @Nullable String mailId,
        @Nullable String caseId,
        List<String> to,
        @Nullable List<String> cc,
        String subject,
        String body,
        @Nullable String html,
        @Nullable String inReplyTo) {}
