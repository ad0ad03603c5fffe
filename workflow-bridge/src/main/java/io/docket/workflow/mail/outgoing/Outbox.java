package io.docket.workflow.mail.outgoing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Commands;
import io.docket.workflow.mail.message.MessageReader;
import io.docket.workflow.mail.outgoing.MailServer.Outcome;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Sends what was asked for, once. That an attempt begins is an event in the log before a byte goes to the server; while
 * one is open no other may begin. So a mail that a dying bridge was sending is not sent again: it is reported as failed,
 * because nobody knows.
 */
public final class Outbox {
    private static final String IN_DOUBT = "in doubt: the bridge ended while it was sending";

    private final String lane;
    private final String tenant;
    private final String domain;
    private final Duration oldest;
    private final MailServer server;
    private final Commands commands;
    private final Commands ofOthers;
    private final Persistence persistence;
    private final InstantSource clock;

    /**
     * @param tenant the tenant whose mail is sent
     * @param domain domain of the Message-IDs
     * @param oldest what was asked for longer ago is not sent any more
     * @param commands where it is told what becomes of a mail
     * @param ofOthers where that is told of mails of other tenants: one that has no account holds up nothing
     */
    public Outbox(
            String tenant,
            String domain,
            Duration oldest,
            MailServer server,
            Commands commands,
            Commands ofOthers,
            Persistence persistence,
            InstantSource clock) {
        this.lane = "mail-" + tenant;
        this.tenant = tenant;
        this.domain = domain;
        this.oldest = oldest;
        this.server = server;
        this.commands = commands;
        this.ofOthers = ofOthers;
        this.persistence = persistence;
        this.clock = clock;
    }

    /** The tenant whose mail is sent. */
    public String tenant() {
        return tenant;
    }

    /** Returns once the mail is sent, or will not be. False if the server takes others now, and this one perhaps later. */
    public boolean send(MailRequest request) {
        if (!request.tenant().equals(tenant)) {
            reportOfOther(request);
            return true;
        }
        Attempts attempts = new Attempts();
        persistence.until(lane, "mail " + request.mailId(), () -> attempt(request, attempts));
        return !attempts.isPutOff;
    }

    private void attempt(MailRequest request, Attempts attempts) {
        if (clock.instant().isAfter(request.at().plus(oldest))) {
            report(request, "failed", "it was asked for more than " + oldest + " ago");
            return;
        }
        if (attempts.wasAway) {
            server.away().ifPresent(Outbox::waitFor);
        }
        String messageId = "<" + MessageReader.digest(request.tenant() + "/" + request.mailId()) + "@" + domain + ">";
        try {
            send(request, "sending", attempts.key, "messageId", messageId);
        } catch (Refused e) {
            report(request, "failed", IN_DOUBT);
            return;
        }
        attempts.key = newKey();
        switch (server.send(request, messageId)) {
            case Outcome.Taken() -> report(request, "sent", "");
            case Outcome.Never(String cause) -> report(request, "failed", cause);
            case Outcome.NotNow(String cause) -> {
                report(request, "deferred", cause);
                attempts.wasAway = true;
                waitFor(cause);
            }
            case Outcome.NotThisOne(String cause) -> {
                report(request, "deferred", cause);
                attempts.isPutOff = true;
            }
        }
    }

    private static void waitFor(String cause) {
        throw new Unavailable("mail server: " + cause, null);
    }

    /** What is refused was reported before. */
    private void report(MailRequest request, String state, String cause) {
        String key = newKey();
        persistence.until(lane, "report " + state, () -> send(request, state, key, "cause", cause));
    }

    private void reportOfOther(MailRequest request) {
        BridgeCommand report = command(request, "failed", newKey(), "cause", "the tenant has no mail server");
        persistence.until(lane, "report failed", () -> ofOthers.send(report));
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private void send(MailRequest request, String state, String key, String field, String value) {
        commands.send(command(request, state, key, field, value));
    }

    private static BridgeCommand command(MailRequest request, String state, String key, String field, String value) {
        ObjectNode payload =
                Json.mapper().createObjectNode().put("mailId", request.mailId()).put("state", state);
        if (!value.isEmpty()) {
            payload.put(field, value);
        }
        return new BridgeCommand(request.tenant(), "record-email", key, payload);
    }

    /** Attempts at a mail, one after the other. */
    private static final class Attempts {
        /** An attempt whose beginning got no answer begins again under the same key: it may be the one that is open. */
        private String key = newKey();

        /** The server is asked whether it is there before the next attempt: each is two events. */
        private boolean wasAway;

        private boolean isPutOff;
    }
}
