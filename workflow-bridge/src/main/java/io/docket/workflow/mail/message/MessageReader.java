package io.docket.workflow.mail.message;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads mails.
 *
 * @param maxBytes largest mail that is read
 */
public record MessageReader(int maxBytes) {
    private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,996}>");
    private static final List<String> RECIPIENTS = List.of("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To");
    private static final int MAX_REFERENCES = 20;
    private static final int MAX_RECIPIENTS = 200;
    private static final int MAX_ADDRESS = 320;
    private static final int MAX_SUBJECT = 500;

    private static final Session NO_SERVER = Session.getInstance(new Properties());

    /**
     * What the mail says.
     *
     * @param raw the mail as it travelled
     * @throws Unreadable if it cannot be taken as it is
     */
    public IncomingMail read(byte[] raw) throws Unreadable {
        if (raw.length > maxBytes) {
            throw new Unreadable("too-large", raw.length + " bytes, more than " + maxBytes);
        }
        IncomingMail head = head(raw);
        try {
            Parts parts = Parts.of(parsed(raw), maxBytes);
            return new IncomingMail(
                    head.messageId(),
                    head.sender(),
                    head.recipients(),
                    head.subject(),
                    parts.text(),
                    parts.html(),
                    head.references(),
                    parts.attachments(),
                    head.automatic());
        } catch (IOException | MessagingException e) {
            throw new Unreadable("unreadable", String.valueOf(e.getMessage()));
        }
    }

    /** What the headers of a mail say, for one that cannot be read further; little, if they cannot be read either. */
    public IncomingMail head(byte[] raw) {
        try {
            MimeMessage message = parsed(raw);
            String sender = sender(message);
            return new IncomingMail(
                    messageId(message, sender),
                    sender,
                    recipients(message),
                    subject(message),
                    "",
                    null,
                    references(message),
                    List.of(),
                    Automatic.reason(message, sender));
        } catch (MessagingException e) {
            String id = "<" + digest(new String(raw, ISO_8859_1)) + "@unreadable>";
            return new IncomingMail(id, "", List.of(), "", "", null, List.of(), List.of(), null);
        }
    }

    private static MimeMessage parsed(byte[] raw) throws MessagingException {
        return new MimeMessage(NO_SERVER, new ByteArrayInputStream(raw));
    }

    private static String messageId(MimeMessage message, String sender) throws MessagingException {
        String given = header(message, "Message-ID").strip();
        if (MESSAGE_ID.matcher(given).matches()) {
            return given;
        }
        String content = sender + "|" + header(message, "Date") + "|" + header(message, "Subject") + "|" + given + "|"
                + header(message, "Received");
        return "<" + digest(content) + "@without-id>";
    }

    /** The first digits of the SHA-256 of a text. */
    public static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 24);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sender(MimeMessage message) throws MessagingException {
        try {
            Address[] from = message.getFrom();
            String address = from != null && from.length > 0 && from[0] instanceof InternetAddress first
                    ? String.valueOf(first.getAddress())
                    : "";
            return address.length() <= MAX_ADDRESS ? address.toLowerCase(Locale.ROOT) : "";
        } catch (AddressException e) {
            return "";
        }
    }

    private static List<String> recipients(MimeMessage message) throws MessagingException {
        Set<String> recipients = new LinkedHashSet<>();
        for (String header : RECIPIENTS) {
            String[] lines = message.getHeader(header);
            for (String line : lines == null ? new String[0] : lines) {
                for (InternetAddress address : addresses(line)) {
                    recipients.add(address.getAddress());
                }
            }
        }
        return recipients.stream()
                .filter(address -> address.length() <= MAX_ADDRESS)
                .limit(MAX_RECIPIENTS)
                .toList();
    }

    private static InternetAddress[] addresses(String line) {
        try {
            return InternetAddress.parseHeader(line, false);
        } catch (AddressException e) {
            return new InternetAddress[0];
        }
    }

    private static String subject(MimeMessage message) throws MessagingException {
        String subject = message.getSubject();
        String line = subject == null
                ? ""
                : subject.replaceAll("[\\x00-\\x1f\\x7f]+", " ").strip();
        return line.substring(0, Math.min(MAX_SUBJECT, line.length()));
    }

    private static List<String> references(MimeMessage message) throws MessagingException {
        List<String> found = new ArrayList<>();
        for (String header : List.of("References", "In-Reply-To")) {
            Matcher ids = MESSAGE_ID.matcher(header(message, header));
            while (ids.find()) {
                found.remove(ids.group());
                found.add(ids.group());
            }
        }
        Collections.reverse(found);
        return found.stream().limit(MAX_REFERENCES).toList();
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        String value = message.getHeader(name, " ");
        return value == null ? "" : value;
    }
}
