package io.docket.workflow.mail.incoming;

import io.docket.workflow.mail.MailSettings;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose mail is taken.
 *
 * @param known addresses, and domains with an @ in front, in lower case
 * @param acceptsOthers true if the mail of others is taken, too
 */
public record Senders(Set<String> known, boolean acceptsOthers) {
    /** As the settings say. */
    public static Senders of(MailSettings.Box settings) {
        return new Senders(
                settings.knownSenders().stream()
                        .flatMap(all -> all.stream())
                        .map(sender -> sender.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()),
                settings.unknownSenders() == MailSettings.UnknownSenders.ACCEPT);
    }

    boolean accept(String sender) {
        return acceptsOthers
                || known.contains(sender)
                || known.contains(sender.substring(sender.lastIndexOf('@') + 1).transform(domain -> "@" + domain));
    }
}
