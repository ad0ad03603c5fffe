package io.docket.workflow.mail.mailbox;

import io.docket.workflow.mail.MailSettings;
import java.util.Properties;

/** What Jakarta Mail is told of a server. */
public final class ServerProperties {
    private ServerProperties() {}

    /** The properties of a protocol. */
    public static Properties of(String protocol, MailSettings.Host host, int port) {
        String timeout = Long.toString(host.timeout().toMillis());
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.setProperty(prefix + "port", Integer.toString(port));
        properties.setProperty(prefix + "connectiontimeout", timeout);
        properties.setProperty(prefix + "timeout", timeout);
        properties.setProperty(prefix + "writetimeout", timeout);
        properties.setProperty(prefix + "auth", Boolean.toString(host.user().isPresent()));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        return properties;
    }
}
