package io.docket.workflow.mail;

import java.nio.file.Path;
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
        return new LocalMail(
                new LocalImap(Way.IN_PLAIN_TEXT, imapPort, recheck), new LocalSmtp(Way.IN_PLAIN_TEXT, smtpPort));
    }

    /**
     * The same servers under a name, encrypted from the beginning or after STARTTLS.
     *
     * @param authorities who may have signed their certificates
     */
    public LocalMail encrypted(String host, boolean starttls, Optional<Path> authorities) {
        Way way = new Way(host, true, starttls, authorities);
        return new LocalMail(new LocalImap(way, imap.port(), imap.recheck()), new LocalSmtp(way, smtp.port()));
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

    /** How a server is reached. */
    private record Way(String host, boolean tls, boolean starttls, Optional<Path> authorities) {
        static final Way IN_PLAIN_TEXT = new Way("127.0.0.1", false, false, Optional.empty());
    }

    /** A server on this machine. */
    private interface LocalHost extends MailSettings.Host {
        Way way();

        @Override
        default Optional<String> host() {
            return Optional.of(way().host());
        }

        @Override
        default boolean tls() {
            return way().tls();
        }

        @Override
        default boolean starttls() {
            return way().starttls();
        }

        @Override
        default Optional<Path> authorities() {
            return way().authorities();
        }

        @Override
        default Duration timeout() {
            return Duration.ofSeconds(10);
        }
    }

    private record LocalImap(Way way, int port, Duration recheck) implements MailSettings.Imap, LocalHost {
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

    private record LocalSmtp(Way way, int port) implements MailSettings.Smtp, LocalHost {
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
