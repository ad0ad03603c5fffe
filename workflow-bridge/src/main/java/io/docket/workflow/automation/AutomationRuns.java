package io.docket.workflow.automation;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;

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
import io.docket.workflow.command.NoAccount;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.memory.TenantQueue;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Gatherers;
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
 * outcomes are kept, the automation knows which events it is done with, and nothing goes out. What cannot go out because its tenant
 * gives the bridge no account waits in a queue, and what the tenant has behind it too, so that it holds up no other.
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
    private final TenantQueue queue;
    private final Persistence persistence;
    private final MeterRegistry metrics;

    /**
     * Runs of the automations in the book.
     *
     * @param queue what waits for accounts of tenants
     */
    public AutomationRuns(
            AutomationBook book,
            Definitions definitions,
            CommandBatches commands,
            TenantQueue queue,
            Persistence persistence,
            MeterRegistry metrics) {
        this.book = book;
        this.definitions = definitions;
        this.commands = commands;
        this.queue = queue;
        this.persistence = persistence;
        this.metrics = metrics;
    }

    /** Returns once the book knows of every automation that an event which is there already may be a reason for. */
    public void prepare() {
        persistence.until(LANE, "definitions", definitions::ensureCurrent);
    }

    /** Returns once every automation that has to run for one of the events, which are in order, has run or waits for an account. */
    public void apply(List<LoggedEvent> events) {
        List<Attempt> attempts = attempts(events, Map.of());
        Set<String> parked = new HashSet<>();
        persistence.until(LANE, "tenants", () -> parked.addAll(queue.tenants()));
        for (List<Attempt> batch : batches(attempts)) {
            List<Attempt> waiting = new ArrayList<>();
            persistence.until(LANE, batch.size() + " runs", () -> waiting.addAll(run(batch, parked)));
            park(waiting, parked);
        }
    }

    /**
     * Makes one attempt at what was put aside, with its events. Returns what of it still waits for an account, in the same order.
     *
     * @throws io.docket.workflow.retry.Unavailable if all of it may succeed later
     */
    List<ParkedRun> again(List<ParkedRun> parked, List<LoggedEvent> events) {
        definitions.ensureCurrent();
        Map<String, Set<String>> fired = new HashMap<>();
        parked.forEach(run -> fired.computeIfAbsent(run.position(), position -> new HashSet<>())
                .addAll(run.fired()));
        Set<String> without = new HashSet<>();
        List<Attempt> waiting = new ArrayList<>();
        for (List<Attempt> batch : batches(attempts(events, fired))) {
            List<Attempt> left = run(batch, without);
            left.forEach(attempt -> without.add(attempt.tenant()));
            waiting.addAll(left);
        }
        return ParkedRun.of(waiting);
    }

    private static List<List<Attempt>> batches(List<Attempt> attempts) {
        return attempts.stream().gather(Gatherers.windowFixed(BATCH)).toList();
    }

    private List<Attempt> attempts(List<LoggedEvent> events, Map<String, Set<String>> fired) {
        List<Attempt> attempts = new ArrayList<>();
        for (LoggedEvent event : events) {
            Set<String> settled = fired.getOrDefault(event.position(), Set.of());
            for (Automation automation : book.runningFor(event.envelope())) {
                Run run = automation.run(event.envelope());
                if (!(run instanceof Run.NotMet)) {
                    boolean isFired = run instanceof Run.Command && settled.contains(automation.id());
                    attempts.add(new Attempt(automation, event, run, isFired));
                }
            }
        }
        return attempts;
    }

    /** Returns those that wait for an account, in order: what is behind one of a tenant waits too. */
    private List<Attempt> run(List<Attempt> batch, Set<String> parked) {
        List<Attempt> waiting = new ArrayList<>();
        List<Attempt> now = new ArrayList<>();
        batch.forEach(attempt -> (parked.contains(attempt.tenant()) ? waiting : now).add(attempt));
        waiting.addAll(run(now));
        return inOrder(batch, waiting);
    }

    /** Each tenant's share is put on its own: a queue that is full has nothing put again into another one. */
    private void park(List<Attempt> waiting, Set<String> parked) {
        Map<String, List<Attempt>> byTenant = waiting.stream().collect(groupingBy(Attempt::tenant));
        byTenant.forEach((tenant, attempts) -> {
            List<String> items =
                    ParkedRun.of(attempts).stream().map(ParkedRun::text).toList();
            persistence.until(LANE, "queue of tenant " + tenant, () -> queue.put(tenant, items));
            parked.add(tenant);
        });
    }

    private static List<Attempt> inOrder(List<Attempt> all, List<Attempt> some) {
        List<String> positions = all.stream()
                .map(attempt -> attempt.event().position())
                .distinct()
                .toList();
        return some.stream()
                .sorted(comparingInt(
                        attempt -> positions.indexOf(attempt.event().position())))
                .toList();
    }

    /** Returns those that lack an account. */
    private List<Attempt> run(List<Attempt> attempts) {
        List<Attempt> without = new ArrayList<>();
        List<Attempt> fired = new ArrayList<>();
        Iterator<Answer> settled = answers(
                        attempts.stream().filter(attempt -> !attempt.isFired()).toList(), Attempt::settlement)
                .iterator();
        for (Attempt attempt : attempts) {
            try {
                if (attempt.isFired() || isFired(attempt, settled.next())) {
                    fired.add(attempt.fired());
                }
            } catch (NoAccount e) {
                without.add(attempt);
            }
        }
        tell(send(fired, without), without);
        return without;
    }

    /** Sends the commands. Returns what became of those that were answered. */
    private List<Sent> send(List<Attempt> attempts, List<Attempt> without) {
        List<Sent> sent = new ArrayList<>();
        List<Answer> answers = answers(attempts, attempt -> attempt.command((Run.Command) attempt.run()));
        for (int i = 0; i < attempts.size(); i++) {
            try {
                sent.add(new Sent(attempts.get(i), outcome(answers.get(i))));
            } catch (NoAccount e) {
                without.add(attempts.get(i));
            }
        }
        return sent;
    }

    private void tell(List<Sent> sent, List<Attempt> without) {
        sent.forEach(command -> count(command.fault() == null ? "sent" : "rejected"));
        List<Attempt> rejected = new ArrayList<>();
        List<BridgeCommand> rejections = new ArrayList<>();
        for (Sent command : sent) {
            if (command.fault() != null) {
                rejected.add(command.attempt());
                rejections.add(command.attempt().rejection(command.fault()));
            }
        }
        List<Answer> answers = rejections.isEmpty() ? List.of() : commands.callAll(rejections);
        for (int i = 0; i < rejected.size(); i++) {
            try {
                requireTaken(answers.get(i));
            } catch (NoAccount e) {
                without.add(rejected.get(i));
            }
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

    /**
     * A command that was answered.
     *
     * @param fault what stands against it; absent if it was accepted
     */
    private record Sent(Attempt attempt, @Nullable RuntimeException fault) {}
}
