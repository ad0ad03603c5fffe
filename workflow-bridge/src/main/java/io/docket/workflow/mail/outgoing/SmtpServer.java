package io.docket.workflow.mail.outgoing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.event.MailEvent;
import io.docket.workflow.mail.MailSettings;
import io.docket.workflow.mail.incoming.PlusAddress;
import io.docket.workflow.mail.mailbox.ServerFaults;
import io.docket.workflow.mail.mailbox.ServerProperties;
import io.docket.workflow.mail.platform.CaseLookup;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A mail server over SMTP. */
public final class SmtpServer implements MailServer {
    private static final Logger LOG = Logger.getLogger(SmtpServer.class);
    private static final String SCHEME = "smtp";
    private static final int PERMANENT = 500;
    private static final int LEAVING = 421;

    private final MailSettings.Smtp settings;
    private final PlusAddress address;
    private final CaseLookup cases;
    private final Session session;

    /**
     * @param address who the mail is from; answers go to it, with the number of the case behind its first part
     * @param cases where the number is found
     */
    public SmtpServer(MailSettings.Smtp settings, PlusAddress address, CaseLookup cases) {
        this.settings = settings;
        this.address = address;
        this.cases = cases;
        this.session = Session.getInstance(ServerProperties.of(SCHEME, settings, settings.port()));
    }

    @Override
    public Outcome send(MailRequest request, String messageId) {
        MimeMessage message;
        try {
            message = message(request, messageId);
        } catch (MessagingException e) {
            return new Outcome.Never("it cannot be written: " + e.getMessage());
        }
        return connected(transport -> deliver(transport, message));
    }

    @Override
    public Optional<String> away() {
        return connected(transport -> new Outcome.Taken()) instanceof Outcome.NotNow(String cause)
                ? Optional.of(cause)
                : Optional.empty();
    }

    private Outcome connected(Function<Transport, Outcome> work) {
        Transport transport;
        try {
            transport = session.getTransport(ServerProperties.protocol(SCHEME, settings));
        } catch (MessagingException e) {
            return new Outcome.NotNow(said(e));
        }
        try {
            Outcome notConnected = connect(transport);
            return notConnected != null ? notConnected : work.apply(transport);
        } finally {
            leave(transport);
        }
    }

    /** How the connection ends says nothing of the mail, which was taken or not by then. */
    private void leave(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debugf("event=mail-server-left error=\"%s\"", said(e));
        }
    }

    private @Nullable Outcome connect(Transport transport) {
        try {
            transport.connect(
                    settings.host().orElseThrow(),
                    settings.user().orElse(null),
                    settings.password().orElse(null));
            return null;
        } catch (AuthenticationFailedException e) {
            return new Outcome.NotNow("the mail server does not know the bridge: " + said(e));
        } catch (MessagingException e) {
            return new Outcome.NotNow(said(e));
        }
    }

    /** An error of the server says that it did not take the mail; a line that breaks says nothing. */
    private Outcome deliver(Transport transport, MimeMessage message) {
        try {
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome.Taken();
        } catch (MessagingException e) {
            int code = code(e);
            if (code == 0) {
                return new Outcome.Never("in doubt: " + said(e));
            }
            if (code >= PERMANENT) {
                return new Outcome.Never(said(e));
            }
            return code == LEAVING ? new Outcome.NotNow(said(e)) : new Outcome.NotThisOne(said(e));
        }
    }

    private static int code(MessagingException e) {
        for (Exception at = e; at instanceof MessagingException fault; at = fault.getNextException()) {
            if (at instanceof SMTPAddressFailedException failed) {
                return failed.getReturnCode();
            }
            if (at instanceof SMTPSendFailedException failed && failed.getReturnCode() > 0) {
                return failed.getReturnCode();
            }
        }
        return 0;
    }

    private MimeMessage message(MailRequest request, String messageId) throws MessagingException {
        MailEvent.Requested mail = request.mail();
        MimeMessage message = new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", messageId);
            }
        };
        message.setFrom(new InternetAddress(address.toString()));
        if (mail.caseId() != null) {
            message.setReplyTo(new InternetAddress[] {new InternetAddress(answersTo(mail.caseId()))});
        }
        addRecipients(message, RecipientType.TO, mail.to());
        addRecipients(message, RecipientType.CC, mail.cc() == null ? List.of() : mail.cc());
        message.setSubject(mail.subject(), UTF_8.name());
        message.setSentDate(Date.from(request.at()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Docket-Mail", request.mailId());
        if (mail.inReplyTo() != null) {
            message.setHeader("In-Reply-To", mail.inReplyTo());
            message.setHeader("References", mail.inReplyTo());
        }
        if (mail.html() == null) {
            message.setText(mail.body(), UTF_8.name());
        } else {
            message.setContent(alternatives(mail.body(), mail.html()));
        }
        message.saveChanges();
        return message;
    }

    /** A mail waits for no number: its case is found by the id as well. */
    private String answersTo(String caseId) {
        Optional<String> number;
        try {
            number = cases.numberOf(caseId);
        } catch (Unavailable | Refused e) {
            LOG.debugf("event=case-number-unknown case=%s error=\"%s\"", caseId, e.getMessage());
            number = Optional.empty();
        }
        return address.ofCase(number, caseId);
    }

    private static void addRecipients(MimeMessage message, RecipientType type, List<String> addresses)
            throws MessagingException {
        for (String to : addresses) {
            message.addRecipient(type, new InternetAddress(to, true));
        }
    }

    private static MimeMultipart alternatives(String text, String html) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, UTF_8.name());
        MimeBodyPart rich = new MimeBodyPart();
        rich.setText(html, UTF_8.name(), "html");
        return new MimeMultipart("alternative", plain, rich);
    }

    private String said(MessagingException e) {
        return ServerFaults.said(settings, settings.port(), e);
    }
}
