package io.docket.workflow.automation;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.kit.automation.Automation;
import io.docket.kit.automation.Run;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandBatches;
import io.docket.workflow.command.CommandBatches.Answer;
import io.docket.workflow.command.CommandForbidden;
import io.docket.workflow.command.CommandRefused;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs automations for events, in the order of the log, many in one round trip. A run has up to three steps, each of them one
 * request for all runs of a batch:
 *
 * <pre>
 *   settled by the automation ──fired──> command sent ──not accepted──> told
 *        └──failed, refused, or nothing: no command
 * </pre>
 *
 * Whatever breaks off is done again from the first step and has its effect once, by the keys of its commands; later than
 * outcomes are kept, the automation knows which events it is done with, and nothing goes out.
 */
public final class AutomationRuns {
    private static final Logger LOG = Logger.getLogger(AutomationRuns.class);
    private static final String LANE = "automations";
    private static final String FIRED = EventCatalog.typeOf(AutomationEvent.Fired.class);
    private static final String SENT_BEFORE = "idempotency-key-reuse";
    private static final int BATCH = 200;

    private final AutomationBook book;
    private final Definitions definitions;
    private final CommandBatches commands;
    private final Persistence persistence;
    private final MeterRegistry metrics;

    /** Runs of the automations in the book. */
    public AutomationRuns(
            AutomationBook book,
            Definitions definitions,
            CommandBatches commands,
            Persistence persistence,
            MeterRegistry metrics) {
        this.book = book;
        this.definitions = definitions;
        this.commands = commands;
        this.persistence = persistence;
        this.metrics = metrics;
    }

    /** Returns once the book knows of every automation that an event which is there already may be a reason for. */
    public void prepare() {
        persistence.until(LANE, "definitions", definitions::ensureCurrent);
    }

    /** Returns once every automation that has to run for one of the events, which are in order, has run. */
    public void apply(List<LoggedEvent> events) {
        List<Attempt> attempts = new ArrayList<>();
        for (LoggedEvent event : events) {
            for (Automation automation : book.runningFor(event.envelope())) {
                Run run = automation.run(event.envelope());
                if (!(run instanceof Run.NotMet)) {
                    attempts.add(new Attempt(automation, event, run));
                }
            }
        }
        for (int from = 0; from < attempts.size(); from += BATCH) {
            List<Attempt> batch = attempts.subList(from, Math.min(from + BATCH, attempts.size()));
            persistence.until(LANE, batch.size() + " runs", () -> run(batch));
        }
    }

    private void run(List<Attempt> attempts) {
        List<Attempt> fired = new ArrayList<>();
        List<Answer> settled =
                commands.callAll(attempts.stream().map(Attempt::settlement).toList());
        for (int i = 0; i < attempts.size(); i++) {
            if (isFired(attempts.get(i), settled.get(i))) {
                fired.add(attempts.get(i));
            }
        }
        tell(fired, send(fired));
    }

    /** The faults of the commands that were not accepted, {@code null} for the others. */
    private List<@Nullable RuntimeException> send(List<Attempt> attempts) {
        List<@Nullable RuntimeException> faults = new ArrayList<>();
        for (Answer answer : answers(attempts, attempt -> attempt.command((Run.Command) attempt.run()))) {
            faults.add(outcome(answer));
        }
        return faults;
    }

    private void tell(List<Attempt> attempts, List<@Nullable RuntimeException> faults) {
        List<BridgeCommand> rejections = new ArrayList<>();
        for (int i = 0; i < attempts.size(); i++) {
            RuntimeException fault = faults.get(i);
            count(fault == null ? "sent" : "rejected");
            if (fault != null) {
                rejections.add(attempts.get(i).rejection(fault));
            }
        }
        if (!rejections.isEmpty()) {
            commands.callAll(rejections).forEach(AutomationRuns::requireTaken);
        }
    }

    private List<Answer> answers(List<Attempt> attempts, Function<Attempt, BridgeCommand> step) {
        return attempts.isEmpty()
                ? List.of()
                : commands.callAll(attempts.stream().map(step).toList());
    }

    private boolean isFired(Attempt attempt, Answer answer) {
        try {
            for (JsonNode event : answer.orThrow().path("events")) {
                if (event.path("type").asText().equals(FIRED)) {
                    return attempt.run() instanceof Run.Command;
                }
            }
            count("not-fired");
            return false;
        } catch (Refused e) {
            LOG.warnf(
                    "run not taken automation=%s event=%s error=\"%s\"",
                    attempt.automation().id(), attempt.event().envelope().id(), e.getMessage());
            count("not-taken");
            return false;
        }
    }

    /**
     * What the command service says for good; a template that asks for the time gives another payload when it is evaluated
     * again, and then the key is known: the command was sent before.
     */
    private static @Nullable RuntimeException outcome(Answer answer) {
        try {
            answer.orThrow();
            return null;
        } catch (Refused e) {
            return e instanceof CommandRefused refused && refused.reason().equals(SENT_BEFORE) ? null : e;
        } catch (CommandForbidden e) {
            return e;
        }
    }

    private static void requireTaken(Answer answer) {
        try {
            answer.orThrow();
        } catch (Refused e) {
            LOG.warnf("rejection not taken error=\"%s\"", e.getMessage());
        }
    }

    private void count(String outcome) {
        metrics.counter("docket.bridge.automations.runs", "outcome", outcome).increment();
    }
}
