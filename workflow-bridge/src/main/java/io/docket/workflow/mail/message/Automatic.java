package io.docket.workflow.mail.message;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells the mail of machines from that of people (RFC 3834): an answer to an answer goes round for ever. */
final class Automatic {
    /** Header of every mail that the platform sends. */
    static final String OWN = "X-Docket-Mail";

    private static final Set<String> BULK = Set.of("bulk", "junk", "list", "auto_reply");
    private static final Set<String> DAEMONS = Set.of("mailer-daemon", "postmaster", "noreply", "no-reply");

    private Automatic() {}

    /** Why it is the mail of a machine; absent for one of a person. */
    static @Nullable String reason(MimeMessage message, String sender) throws MessagingException {
        UnaryOperator<String> lower =
                value -> value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
        if (message.getHeader(OWN) != null) {
            return "loop";
        }
        String submitted = lower.apply(first(message, "Auto-Submitted"));
        if (!submitted.isEmpty() && !submitted.startsWith("no")) {
            return "auto-submitted";
        }
        if (BULK.contains(lower.apply(first(message, "Precedence"))) || message.getHeader("List-Id") != null) {
            return "bulk";
        }
        if (message.getHeader("X-Auto-Response-Suppress") != null || message.getHeader("X-Autoreply") != null) {
            return "auto-reply";
        }
        boolean hasNoWayBack = "<>".equals(lower.apply(first(message, "Return-Path")));
        if (hasNoWayBack || sender.isEmpty() || DAEMONS.contains(sender.split("@", 2)[0])) {
            return "no-return";
        }
        String type = lower.apply(message.getContentType());
        return type.startsWith("multipart/report") ? "report" : null;
    }

    private static @Nullable String first(MimeMessage message, String header) throws MessagingException {
        String[] values = message.getHeader(header);
        return values == null || values.length == 0 ? null : values[0];
    }
}
