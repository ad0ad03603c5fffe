package io.docket.workflow.mail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of the mailbox {@code desk@docket.test} on this machine.
 *
 * @param imap where mail is read
 * @param smtp where mail is sent
 */
public record LocalMail(MailSettings.Imap imap, MailSettings.Smtp smtp) implements MailSettings.Box {
    private static final int MAX_BYTES = 1_000_000;

    /** The settings for servers at these ports. */
    public static LocalMail at(int imapPort, int smtpPort) {
        return at(imapPort, smtpPort, Duration.ofSeconds(1));
    }

    /**
     * The same.
     *
     * @param recheck how long it waits for the server to say that there is mail
     */
    public static LocalMail at(int imapPort, int smtpPort, Duration recheck) {
        return new LocalMail(new LocalImap(imapPort, recheck), new LocalSmtp(smtpPort));
    }

    @Override
    public Optional<String> tenant() {
        return Optional.of("acme");
    }

    @Override
    public Optional<String> address() {
        return Optional.of("desk@docket.test");
    }

    @Override
    public Optional<List<String>> knownSenders() {
        return Optional.of(List.of("@example.org"));
    }

    @Override
    public MailSettings.UnknownSenders unknownSenders() {
        return MailSettings.UnknownSenders.PARK;
    }

    @Override
    public int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    public Duration oldest() {
        return Duration.ofDays(1);
    }

    /** A server on this machine. */
    private interface LocalHost extends MailSettings.Host {
        @Override
        default Optional<String> host() {
            return Optional.of("127.0.0.1");
        }

        @Override
        default boolean tls() {
            return false;
        }

        @Override
        default Duration timeout() {
            return Duration.ofSeconds(10);
        }
    }

    private record LocalImap(int port, Duration recheck) implements MailSettings.Imap, LocalHost {
        @Override
        public Optional<String> user() {
            return Optional.of("desk");
        }

        @Override
        public Optional<String> password() {
            return Optional.of("secret");
        }

        @Override
        public String folder() {
            return "INBOX";
        }

        @Override
        public String done() {
            return "Done";
        }

        @Override
        public String parked() {
            return "Parked";
        }
    }

    private record LocalSmtp(int port) implements MailSettings.Smtp, LocalHost {
        @Override
        public Optional<String> user() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }
    }
}
