package io.docket.workflow.mail.incoming;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.CommandAnswers;
import io.docket.workflow.mail.message.IncomingMail;
import io.docket.workflow.mail.platform.CaseFiles;
import io.docket.workflow.mail.platform.CaseLookup;
import io.docket.workflow.mail.platform.Freshness;
import io.docket.workflow.retry.Refused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a mail, and does it: it goes to the case that it is addressed to, by its number or its id, else
 * to that of the thread that it belongs to, else to a new one. Every command has a key that follows from the Message-ID, so
 * that a mail that comes again, or is dealt with again after a crash, changes nothing; keys are forgotten some day, so that
 * a mail that has long been on a case is not touched. What is not taken is put aside, with its reason in the log; of what
 * is taken, what the platform refuses is told on the case ({@link Intake}).
 *
 * <p>Which case it is the views say. Nothing is unknown to them before they hold what was in the log when the mail was found in
 * the mailbox, and what was done for the mails before it: until then it waits.
 */
public final class MailDesk {
    private static final Logger LOG = Logger.getLogger(MailDesk.class);
    private static final int MAX_DETAIL = 2_000;

    /** Until then what broke off is finished. Far less than the outcomes of commands are kept: the keys guard until then. */
    private static final Duration UNFINISHED = Duration.ofDays(1);

    private final PlusAddress address;
    private final Senders senders;
    private final MailCommands commands;
    private final CaseLookup cases;
    private final Freshness freshness;
    private final Intake intake;
    private final InstantSource clock;

    /**
     * @param tenant owner of the mailbox
     * @param address address of the mailbox
     * @param senders whose mail is taken
     * @param freshness how far the views are when they are asked
     * @param clock tells how long a mail has been on its case
     */
    public MailDesk(
            String tenant,
            PlusAddress address,
            Senders senders,
            CommandAnswers commands,
            CaseLookup cases,
            Freshness freshness,
            CaseFiles files,
            InstantSource clock) {
        this.address = address;
        this.senders = senders;
        this.commands = new MailCommands(tenant, commands, freshness);
        this.cases = cases;
        this.freshness = freshness;
        this.intake = new Intake(this.commands, cases, files);
        this.clock = clock;
    }

    /**
     * Mails were found in the mailbox; to be told before they are dealt with.
     *
     * @throws io.docket.workflow.retry.Unavailable if that cannot begin now
     */
    public void found() {
        freshness.asOfNow();
    }

    /**
     * Returns once it is dealt with.
     *
     * @throws io.docket.workflow.retry.Unavailable if that is not possible now
     */
    public Verdict handle(IncomingMail mail) {
        if (mail.automatic() != null) {
            return park(mail, mail.automatic(), null);
        }
        if (!senders.accept(mail.sender())) {
            return park(mail, "unknown-sender", null);
        }
        freshness.await();
        try {
            if (wasTakenLongAgo(mail)) {
                LOG.debugf("event=mail-again mail=%s", MailCommands.digest(mail));
                return Verdict.DONE;
            }
            Optional<String> caseId = caseOf(mail);
            if (caseId.isEmpty()) {
                return park(mail, "no-address", null);
            }
            intake.take(mail, caseId.get());
            return Verdict.DONE;
        } catch (Refused e) {
            return park(mail, e.code(), e.getMessage());
        }
    }

    /** Puts a mail aside; also one that the log does not take, so that it holds up no other. */
    public Verdict park(IncomingMail mail, String cause, @Nullable String detail) {
        String id = "m-" + MailCommands.digest(mail);
        ObjectNode payload = MailCommands.said(mail, id).put("cause", cause);
        if (detail != null) {
            payload.put("detail", detail.substring(0, Math.min(MAX_DETAIL, detail.length())));
        }
        try {
            commands.send("park-email", mail, "parked:" + cause, payload);
        } catch (Refused e) {
            LOG.warnf("event=parked-mail-not-recorded id=%s cause=%s code=%s", id, cause, e.code());
        }
        return Verdict.PARKED;
    }

    private boolean wasTakenLongAgo(IncomingMail mail) {
        return cases.receivedAt(mail.messageId())
                .filter(clock.instant().minus(UNFINISHED)::isAfter)
                .isPresent();
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
        String caseId = MailCommands.newCase(mail);
        ObjectNode payload = Json.mapper().createObjectNode();
        payload.put("caseType", caseType).put("caseId", caseId);
        if (!mail.subject().isEmpty()) {
            payload.put("title", mail.subject());
        }
        payload.putObject("data");
        commands.send("open-case", mail, "open", payload);
        return caseId;
    }
}
