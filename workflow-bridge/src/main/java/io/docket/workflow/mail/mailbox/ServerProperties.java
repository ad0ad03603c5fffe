package io.docket.workflow.mail.mailbox;

import io.docket.workflow.mail.MailSettings;
import java.util.Properties;

/** What Jakarta Mail is told of a server. */
public final class ServerProperties {
    private ServerProperties() {}

    /**
     * How the server is spoken to: with an s behind it where the connection is encrypted from the beginning.
     *
     * @param scheme {@code imap} or {@code smtp}
     */
    public static String protocol(String scheme, MailSettings.Host host) {
        return host.tls() && !host.starttls() ? scheme + "s" : scheme;
    }

    /**
     * The properties of the server.
     *
     * @param scheme {@code imap} or {@code smtp}
     */
    public static Properties of(String scheme, MailSettings.Host host, int port) {
        String timeout = Long.toString(host.timeout().toMillis());
        Properties properties = new Properties();
        String prefix = "mail." + protocol(scheme, host) + ".";
        properties.setProperty(prefix + "port", Integer.toString(port));
        properties.setProperty(prefix + "connectiontimeout", timeout);
        properties.setProperty(prefix + "timeout", timeout);
        properties.setProperty(prefix + "writetimeout", timeout);
        properties.setProperty(prefix + "auth", Boolean.toString(host.user().isPresent()));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(host.starttls()));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(host.starttls()));
        host.authorities()
                .ifPresent(file -> properties.put(prefix + "ssl.socketFactory", Authorities.connections(file)));
        return properties;
    }
}
