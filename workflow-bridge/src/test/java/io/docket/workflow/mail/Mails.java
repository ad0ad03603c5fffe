package io.docket.workflow.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Properties;

/** Mails as they travel. */
public final class Mails {
    private Mails() {}

    /** The bytes of the mail that consists of these lines. */
    public static byte[] raw(String... lines) {
        return String.join("\r\n", lines).getBytes(UTF_8);
    }

    /** The mail that consists of these lines. */
    public static MimeMessage of(String... lines) {
        try {
            return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw(lines)));
        } catch (MessagingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
