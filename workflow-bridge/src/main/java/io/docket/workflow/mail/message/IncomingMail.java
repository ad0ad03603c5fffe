package io.docket.workflow.mail.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mail that came in, as far as it matters.
 *
 * @param messageId its Message-ID, or one that follows from its content where it has none that can be used
 * @param sender address of who sent it, in lower case; empty if it says none
 * @param recipients every address that it was sent to
 * @param subject its subject, one line
 * @param text its text
 * @param html its HTML, sanitised, where it has any
 * @param references Message-IDs of the mails before it in its thread, the latest first
 * @param attachments files that came with it
 * @param automatic why it is no mail of a person, where it is none
 */
public record IncomingMail(
        String messageId,
        String sender,
        List<String> recipients,
        String subject,
        String text,
        @Nullable String html,
        List<String> references,
        List<Attachment> attachments,
        @Nullable String automatic) {}
