package io.docket.workflow.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configuration of e-mail, {@code docket.mail.*}: one mailbox, and more of them by name. Without a tenant and a host it is off. */
@ConfigMapping(prefix = "docket.mail")
public interface MailSettings {
    /** Address of the service that answers queries. */
    @WithDefault("http://127.0.0.1:8082")
    URI queriesUrl();

    /** Address of the file service. */
    @WithDefault("http://127.0.0.1:8085")
    URI filesUrl();

    /** A mailbox. */
    @WithParentName
    Box mailbox();

    /** More mailboxes by name, {@code docket.mail.mailboxes.<name>.*}. */
    Map<String, Box> mailboxes();

    /** A mailbox of a tenant. */
    interface Box {
        /** The tenant whose mailbox it is. */
        Optional<String> tenant();

        /** Its address; {@code +case-<number>} and {@code +new-<case type>} are put behind its first part. */
        Optional<String> address();

        /** Addresses whose mail is taken, and domains with an @ in front. */
        Optional<List<String>> knownSenders();

        /** What happens to the mail of others. */
        @WithDefault("park")
        UnknownSenders unknownSenders();

        /** Largest mail that is taken. */
        @WithDefault("26214400")
        int maxBytes();

        /** A mail that was asked for longer ago is not sent any more. */
        @WithDefault("1d")
        Duration oldest();

        /** Where mail is read. */
        Imap imap();

        /** Where mail is sent. */
        Smtp smtp();
    }

    /** What happens to the mail of senders that are not known. */
    enum UnknownSenders {
        /** It is put aside. */
        PARK,
        /** It is taken. */
        ACCEPT
    }

    /** A mail server. */
    interface Host {
        /** Its name; nothing is read or sent without one. */
        Optional<String> host();

        /** True if the connection is encrypted from the beginning. */
        @WithDefault("true")
        boolean tls();

        /** True if it begins in plain text and has to be encrypted before anybody logs in (STARTTLS), whatever {@link #tls} says. */
        @WithDefault("false")
        boolean starttls();

        /** Certificates (PEM) of who may have signed the server's; those that the JVM knows if absent. */
        Optional<Path> authorities();

        /** Who logs in; nobody if absent. */
        Optional<String> user();

        /** The password. */
        Optional<String> password();

        /** How long the server has to connect, and to answer. */
        @WithDefault("20s")
        Duration timeout();
    }

    /** The mailbox. */
    interface Imap extends Host {
        /** Port. */
        @WithDefault("993")
        int port();

        /** Folder that is read. */
        @WithDefault("INBOX")
        String folder();

        /** Folder of what was dealt with. */
        @WithDefault("Done")
        String done();

        /** Folder of what was put aside. */
        @WithDefault("Parked")
        String parked();

        /** The mailbox is looked at again after this time, whatever the server says. */
        @WithDefault("60s")
        Duration recheck();
    }

    /** The server that sends. */
    interface Smtp extends Host {
        /** Port. */
        @WithDefault("465")
        int port();
    }
}
