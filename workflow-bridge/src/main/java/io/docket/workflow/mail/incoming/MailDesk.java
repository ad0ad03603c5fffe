package io.docket.workflow.mail.incoming;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.id.EntityId;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Commands;
import io.docket.workflow.mail.message.Attachment;
import io.docket.workflow.mail.message.IncomingMail;
import io.docket.workflow.mail.message.MessageReader;
import io.docket.workflow.mail.platform.CaseFiles;
import io.docket.workflow.mail.platform.CaseLookup;
import io.docket.workflow.retry.Refused;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a mail, and does it: it goes to the case that it is addressed to, by its number or its id, else to
 * that of the thread that it belongs to, else to a new one. Every command has a key that follows from the Message-ID, so that a mail that comes
 * again, or is dealt with again after a crash, changes nothing. What is not taken is put aside, with its reason in the log.
 */
public final class MailDesk {
    private static final Logger LOG = Logger.getLogger(MailDesk.class);
    private static final int MAX_BODY = 100_000;
    private static final int MAX_HTML = 500_000;
    private static final int MAX_DETAIL = 2_000;

    private final String tenant;
    private final PlusAddress address;
    private final Senders senders;
    private final Commands commands;
    private final CaseLookup cases;
    private final CaseFiles files;

    /**
     * @param tenant owner of the mailbox
     * @param address address of the mailbox
     * @param senders whose mail is taken
     */
    public MailDesk(
            String tenant, PlusAddress address, Senders senders, Commands commands, CaseLookup cases, CaseFiles files) {
        this.tenant = tenant;
        this.address = address;
        this.senders = senders;
        this.commands = commands;
        this.cases = cases;
        this.files = files;
    }

    /** Returns once it is dealt with. */
    public Verdict handle(IncomingMail mail) {
        if (mail.automatic() != null) {
            return park(mail, mail.automatic(), null);
        }
        if (!senders.accept(mail.sender())) {
            return park(mail, "unknown-sender", null);
        }
        try {
            Optional<String> caseId = caseOf(mail);
            if (caseId.isEmpty()) {
                return park(mail, "no-address", null);
            }
            take(mail, caseId.get());
            return Verdict.DONE;
        } catch (Refused e) {
            return park(mail, e.code(), e.getMessage());
        }
    }

    /** Puts a mail aside; also one that the log does not take, so that it holds up no other. */
    public Verdict park(IncomingMail mail, String cause, @Nullable String detail) {
        String id = "m-" + digest(mail);
        ObjectNode payload = said(mail, id).put("cause", cause);
        if (detail != null) {
            payload.put("detail", detail.substring(0, Math.min(MAX_DETAIL, detail.length())));
        }
        try {
            send("park-email", mail, "parked:" + cause, payload);
        } catch (Refused e) {
            LOG.warnf("event=parked-mail-not-recorded id=%s cause=%s code=%s", id, cause, e.code());
        }
        return Verdict.PARKED;
    }

    private Optional<String> caseOf(IncomingMail mail) {
        Optional<Target> target = address.target(mail.recipients());
        if (target.isPresent() && target.get() instanceof Target.ToCase(String name)) {
            return Optional.of(cases.byNumber(name)
                    .or(() -> cases.byId(name))
                    .or(() -> caseOfThread(mail))
                    .orElseThrow(() -> new Refused("unknown-case", "there is no case with the number or id " + name)));
        }
        return caseOfThread(mail).or(() -> target.map(asked -> open(mail, ((Target.NewCase) asked).caseType())));
    }

    private Optional<String> caseOfThread(IncomingMail mail) {
        return mail.references().stream()
                .flatMap(id -> cases.byMessage(id).stream())
                .findFirst();
    }

    private String open(IncomingMail mail, String caseType) {
        String caseId = "M-" + digest(mail);
        ObjectNode payload = Json.mapper().createObjectNode();
        payload.put("caseType", caseType).put("caseId", caseId);
        if (!mail.subject().isEmpty()) {
            payload.put("title", mail.subject());
        }
        payload.putObject("data");
        send("open-case", mail, "open", payload);
        return caseId;
    }

    private void take(IncomingMail mail, String caseId) {
        String body = "From: " + mail.sender() + "\nSubject: " + mail.subject() + "\n\n" + mail.text();
        send(
                "add-comment",
                mail,
                "comment",
                Json.mapper()
                        .createObjectNode()
                        .put("caseId", caseId)
                        .put("body", body.substring(0, Math.min(MAX_BODY, body.length()))));
        if (!mail.attachments().isEmpty()) {
            Set<String> there = cases.filesOf(caseId);
            for (Attachment file : mail.attachments()) {
                String sha256 = sha256(file.bytes());
                if (!there.contains(sha256)) {
                    files.attach(caseId, file, sha256);
                }
            }
        }
        ObjectNode payload =
                said(mail, EntityId.dependent(caseId, "m-" + digest(mail))).put("caseId", caseId);
        if (mail.html() != null && mail.html().length() <= MAX_HTML) {
            payload.put("html", mail.html());
        }
        send("receive-email", mail, "received", payload);
    }

    private static ObjectNode said(IncomingMail mail, String id) {
        ObjectNode payload = Json.mapper().createObjectNode();
        payload.put("mailId", id).put("messageId", mail.messageId()).put("sender", mail.sender());
        mail.recipients().forEach(payload.putArray("to")::add);
        if (!mail.subject().isEmpty()) {
            payload.put("subject", mail.subject());
        }
        return payload;
    }

    private void send(String type, IncomingMail mail, String step, ObjectNode payload) {
        commands.send(new BridgeCommand(tenant, type, "mail:" + digest(mail) + ":" + step, payload));
    }

    private static String digest(IncomingMail mail) {
        return MessageReader.digest(mail.messageId());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
