package io.docket.workflow.mail.message;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a mail apart: its text, its HTML, its files. */
final class Parts {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_PARTS = 200;
    private static final int MAX_TEXT = 400_000;

    private final int maxBytes;
    private final List<Attachment> attachments = new ArrayList<>();
    private @Nullable String plain;
    private @Nullable String html;
    private int parts;
    private long bytes;

    private Parts(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    static Parts of(Part message, int maxBytes) throws MessagingException, IOException, Unreadable {
        Parts parts = new Parts(maxBytes);
        parts.take(message, 0);
        return parts;
    }

    List<Attachment> attachments() {
        return attachments;
    }

    /** The plain text; that of the HTML where there is no other. */
    String text() {
        if (plain != null && !plain.isBlank()) {
            return plain.strip();
        }
        return html == null ? "" : Html.text(html);
    }

    @Nullable
    String html() {
        return html == null ? null : Html.sanitised(html);
    }

    private void take(Part part, int depth) throws MessagingException, IOException, Unreadable {
        if (depth > MAX_DEPTH || ++parts > MAX_PARTS) {
            throw new Unreadable("too-many-parts", "more than " + MAX_PARTS + " parts, or deeper than " + MAX_DEPTH);
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart child = multipart.getBodyPart(i);
                take(child, depth + 1);
            }
            return;
        }
        boolean isFile = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || part.getFileName() != null;
        if (!isFile && plain == null && part.isMimeType("text/plain")) {
            plain = text(part);
        } else if (!isFile && html == null && part.isMimeType("text/html")) {
            html = text(part);
        } else {
            attachments.add(file(part));
        }
    }

    private String text(Part part) throws MessagingException, IOException, Unreadable {
        Object content = part.getContent();
        String text = content instanceof String string
                ? string
                : new String(read(part), java.nio.charset.StandardCharsets.UTF_8);
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    private Attachment file(Part part) throws MessagingException, IOException, Unreadable {
        String given = part.getFileName();
        String name = FileNames.name(given == null ? "" : MimeUtility.decodeText(given), "part-" + parts);
        return new Attachment(name, FileNames.mediaType(part.getContentType()), read(part));
    }

    private byte[] read(Part part) throws MessagingException, IOException, Unreadable {
        try (InputStream in = part.getInputStream()) {
            byte[] content = in.readNBytes(maxBytes + 1);
            bytes += content.length;
            if (bytes > maxBytes) {
                throw new Unreadable("too-large", "more than " + maxBytes + " bytes");
            }
            return content;
        }
    }
}
