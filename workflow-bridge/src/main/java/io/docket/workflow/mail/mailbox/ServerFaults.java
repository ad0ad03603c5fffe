package io.docket.workflow.mail.mailbox;

import io.docket.workflow.mail.MailSettings;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** What the failure of a mail server is called, in one line. */
public final class ServerFaults {
    private static final int MAX_LENGTH = 500;

    private ServerFaults() {}

    /** Names the server where no encrypted connection to it came about. */
    public static String said(MailSettings.Host host, int port, Exception fault) {
        Throwable deepest = fault;
        boolean ofTls = false;
        for (Throwable at = fault; at != null; at = at.getCause()) {
            ofTls |= at instanceof SSLException || at instanceof CertificateException;
            deepest = at;
        }
        return ofTls ? "no TLS with " + host.host().orElse("") + ":" + port + ": " + line(deepest) : line(fault);
    }

    private static String line(Throwable fault) {
        String message = String.valueOf(fault.getMessage()).strip().replaceAll("\\s+", " ");
        return message.substring(0, Math.min(MAX_LENGTH, message.length()));
    }
}
