package io.docket.workflow.mail.mailbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.docket.workflow.mail.MailSettings;
import io.docket.workflow.mail.incoming.MailDesk;
import io.docket.workflow.mail.incoming.Verdict;
import io.docket.workflow.mail.message.MessageReader;
import io.docket.workflow.mail.message.Unreadable;
import io.docket.workflow.retry.Unavailable;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Enumeration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The mailbox over IMAP. A mail leaves the folder that is read only after it was dealt with: into the folder of what is
 * done, or of what was put aside. What breaks off is read again. Not thread-safe.
 */
public final class Mailbox implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Mailbox.class);

    private static final String SCHEME = "imap";

    private final MailSettings.Imap settings;
    private final MessageReader reader;
    private final MailDesk desk;
    private final ScheduledExecutorService timer;
    private final Session session;
    private @Nullable Store store;
    private @Nullable IMAPFolder folder;

    /** @param timer wakes up what waits for new mail */
    public Mailbox(MailSettings.Imap settings, MessageReader reader, MailDesk desk, ScheduledExecutorService timer) {
        this.settings = settings;
        this.reader = reader;
        this.desk = desk;
        this.timer = timer;
        this.session = Session.getInstance(ServerProperties.of(SCHEME, settings, settings.port()));
    }

    /**
     * Deals with every mail that is there, then waits until there is a new one, or until it is time to look again.
     *
     * @throws Unavailable if the mailbox, or a service that is needed, is not there now
     */
    public void round() {
        try {
            IMAPFolder open = open();
            Message[] there = open.getMessages();
            if (there.length > 0) {
                desk.found();
            }
            for (Message message : there) {
                if (!message.isSet(Flags.Flag.DELETED)) {
                    handle(open, message);
                }
            }
            open.expunge();
            await(open);
        } catch (MessagingException | IOException e) {
            close();
            throw new Unavailable("mailbox: " + ServerFaults.said(settings, settings.port(), e), e);
        }
    }

    private void handle(IMAPFolder from, Message message) throws MessagingException, IOException {
        Verdict verdict;
        byte[] raw = fetch(message);
        try {
            verdict = desk.handle(reader.read(raw));
        } catch (Unreadable e) {
            verdict = desk.park(reader.head(raw), e.code(), e.getMessage());
        }
        String target = verdict == Verdict.DONE ? settings.done() : settings.parked();
        Folder to = from.getStore().getFolder(target);
        if (!to.exists()) {
            to.create(Folder.HOLDS_MESSAGES);
        }
        from.copyMessages(new Message[] {message}, to);
        message.setFlag(Flags.Flag.DELETED, true);
        LOG.infof("event=mail-taken folder=%s", target);
    }

    /** The mail, but no more of it than shows that it is too large. */
    private byte[] fetch(Message message) throws MessagingException, IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        Enumeration<String> headers = ((MimeMessage) message).getAllHeaderLines();
        while (headers.hasMoreElements()) {
            raw.write((headers.nextElement() + "\r\n").getBytes(ISO_8859_1));
        }
        raw.write("\r\n".getBytes(ISO_8859_1));
        int left = Math.max(0, reader.maxBytes() + 1 - raw.size());
        try (InputStream body = ((MimeMessage) message).getRawInputStream()) {
            raw.write(body.readNBytes(left));
        }
        return raw.toByteArray();
    }

    /** A server that pushes says when there is mail; it is looked at after a while all the same. */
    private void await(IMAPFolder open) throws MessagingException {
        long millis = settings.recheck().toMillis();
        ScheduledFuture<?> wake = timer.schedule(() -> wake(open), millis, TimeUnit.MILLISECONDS);
        try {
            if (open.getMessageCount() == 0) {
                open.idle(true);
            }
        } finally {
            wake.cancel(false);
        }
    }

    private static void wake(IMAPFolder open) {
        try {
            open.getUnreadMessageCount();
        } catch (MessagingException | IllegalStateException e) {
            LOG.debugf(e, "event=mailbox-not-woken");
        }
    }

    private IMAPFolder open() throws MessagingException {
        if (folder != null && folder.isOpen()) {
            return folder;
        }
        close();
        Store connected = session.getStore(ServerProperties.protocol(SCHEME, settings));
        store = connected;
        connected.connect(
                settings.host().orElseThrow(),
                settings.user().orElse(null),
                settings.password().orElse(null));
        IMAPFolder opened = (IMAPFolder) connected.getFolder(settings.folder());
        opened.open(Folder.READ_WRITE);
        folder = opened;
        return opened;
    }

    @Override
    public void close() {
        try {
            if (store != null) {
                store.close();
            }
        } catch (MessagingException e) {
            LOG.debugf(e, "event=mailbox-not-closed");
        } finally {
            store = null;
            folder = null;
        }
    }
}
