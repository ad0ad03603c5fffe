package io.docket.workflow.mail.incoming;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.id.EntityId;
import io.docket.contracts.json.Json;
import io.docket.workflow.mail.message.Attachment;
import io.docket.workflow.mail.message.IncomingMail;
import io.docket.workflow.mail.platform.CaseFiles;
import io.docket.workflow.mail.platform.CaseLookup;
import io.docket.workflow.retry.Refused;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Puts a mail on its case: its text, its files, and the mail itself, by which its answers find the case. Once anything of it was
 * taken it goes on: what the platform refuses of it then is told in a comment.
 */
final class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final int MAX_BODY = 100_000;
    private static final int MAX_HTML = 500_000;
    private static final int MAX_REASON = 500;

    private final MailCommands commands;
    private final CaseLookup cases;
    private final CaseFiles files;

    Intake(MailCommands commands, CaseLookup cases, CaseFiles files) {
        this.commands = commands;
        this.cases = cases;
        this.files = files;
    }

    /**
     * Returns once the mail is on the case.
     *
     * @throws Refused if nothing of it was taken, or if it cannot be recorded, which says what was taken
     */
    void take(IncomingMail mail, String caseId) {
        List<String> refused = new ArrayList<>();
        try {
            comment(mail, caseId, "comment", text(mail));
        } catch (Refused e) {
            if (!caseId.equals(MailCommands.newCase(mail))) {
                throw e;
            }
            refused.add(told("its text", e));
        }
        attach(mail, caseId, refused);
        record(mail, caseId, refused);
        tell(mail, caseId, refused);
    }

    /**
     * A file that the case has from another mail is not brought again. Those of this mail are known by their keys, whatever the
     * views say; of two with the same bytes one may be on the case already.
     */
    private void attach(IncomingMail mail, String caseId, List<String> refused) {
        List<Attachment> all = mail.attachments();
        List<String> digests = all.stream().map(file -> sha256(file.bytes())).toList();
        Set<String> there = all.isEmpty() ? Set.of() : cases.filesOf(caseId);
        for (int number = 1; number <= all.size(); number++) {
            Attachment file = all.get(number - 1);
            String sha256 = digests.get(number - 1);
            if (!there.contains(sha256) || Collections.frequency(digests, sha256) > 1) {
                try {
                    files.attach(caseId, file, sha256, MailCommands.key(mail, "file:" + number));
                } catch (Refused e) {
                    refused.add(told(file.name() + " (" + file.bytes().length + " bytes)", e));
                }
            }
        }
    }

    private void record(IncomingMail mail, String caseId, List<String> refused) {
        String id = EntityId.dependent(caseId, "m-" + MailCommands.digest(mail));
        ObjectNode payload = MailCommands.said(mail, id).put("caseId", caseId);
        if (mail.html() != null && mail.html().length() <= MAX_HTML) {
            try {
                send(mail, payload.deepCopy().put("html", mail.html()));
                return;
            } catch (Refused e) {
                refused.add(told("its HTML", e));
            }
        }
        try {
            send(mail, payload);
        } catch (Refused e) {
            throw new Refused(e.code(), "its text and files are on case " + caseId + ", it is not: " + e.getMessage());
        }
    }

    private void send(IncomingMail mail, ObjectNode payload) {
        commands.send("receive-email", mail, "received", payload);
    }

    private void tell(IncomingMail mail, String caseId, List<String> refused) {
        if (refused.isEmpty()) {
            return;
        }
        try {
            comment(
                    mail,
                    caseId,
                    "refused",
                    "Of the mail from " + mail.sender() + " this was not taken:\n- " + String.join("\n- ", refused));
        } catch (Refused e) {
            LOG.warnf("event=refusal-not-told mail=%s case=%s code=%s", MailCommands.digest(mail), caseId, e.code());
        }
    }

    private void comment(IncomingMail mail, String caseId, String step, String body) {
        commands.send(
                "add-comment",
                mail,
                step,
                Json.mapper()
                        .createObjectNode()
                        .put("caseId", caseId)
                        .put("body", body.substring(0, Math.min(MAX_BODY, body.length()))));
    }

    private static String text(IncomingMail mail) {
        return "From: " + mail.sender() + "\nSubject: " + mail.subject() + "\n\n" + mail.text();
    }

    private static String told(String what, Refused e) {
        String why = String.valueOf(e.getMessage());
        return what + ": " + e.code() + ", " + why.substring(0, Math.min(MAX_REASON, why.length()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
