package io.docket.projection.kills;

import static io.docket.projection.kills.AllSorts.json;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.MailEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.RecordEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.projection.Events;
import io.docket.projection.view.LogEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Work of every kind on one case, and on its tasks, processes and records. */
final class CaseWork {
    private static final List<String> STAGES = List.of("received", "checked", "decided & signed", "paid");
    private static final List<List<String>> GROUPS =
            List.of(List.of(), List.of("desk"), List.of("loans", "front/desk"));
    private static final int POISONED_OF_1000 = 5;
    private static final int LONG_OF_100 = 2;

    private final AllSorts log;
    private final Random random;
    private final String prefix;
    private final String id;
    private int stage;
    private int comments;
    private int files;
    private int tasks;
    private int taskStep = -1;
    private int processes;
    private int processStep = -1;
    private int records;
    private int mails;
    private boolean done;

    CaseWork(AllSorts log, Random random, String prefix, String id) {
        this.log = log;
        this.random = random;
        this.prefix = prefix;
        this.id = id;
    }

    /** True if no more will happen. */
    boolean isDone() {
        return done;
    }

    LogEvent begin() {
        return log.on(
                "case",
                id,
                new CaseEvent.Opened(
                        random.nextInt(4) == 0 ? "small loan" : "loan",
                        1,
                        "N-" + id,
                        random.nextBoolean() ? "Crédit for " + log.user() : null,
                        STAGES.getFirst(),
                        json("{\"amount\":" + random.nextInt(90_000) + ",\"rate\":4.25,\"who\":{\"age\":"
                                + random.nextInt(90) + ",\"old\":true}}"),
                        random.nextBoolean() ? "desk" : null,
                        random.nextInt(3) == 0 ? log.user() : null));
    }

    LogEvent next() {
        if (taskStep >= 0) {
            return task();
        }
        if (processStep >= 0) {
            return process();
        }
        if (random.nextInt(1_000) < POISONED_OF_1000) {
            return onCase(new CaseEvent.CommentEdited("nowhere", "x"));
        }
        return switch (random.nextInt(13)) {
            case 0 ->
                onCase(new CaseEvent.Updated(
                        json("{\"who\":{\"age\":" + random.nextInt(90) + ",\"old\":null},\"offer\":[1,2.5,\"x\"]}")));
            case 1, 2 -> {
                String from = STAGES.get(stage);
                stage = random.nextInt(STAGES.size());
                yield onCase(new CaseEvent.Moved(from, STAGES.get(stage)));
            }
            case 3 ->
                random.nextBoolean()
                        ? onCase(new CaseEvent.Assigned(userOrNobody(), null))
                        : onCase(new CaseEvent.Queued(random.nextBoolean() ? "vault" : null, "desk"));
            case 4 -> onCase(new CaseEvent.CommentAdded("c" + comments++, comment(), comments > 1 ? "c0" : null));
            case 5 ->
                comments == 0
                        ? onCase(new CaseEvent.Linked(prefix + 0, "follows"))
                        : onCase(new CaseEvent.CommentEdited("c" + random.nextInt(comments), "better"));
            case 6 -> onCase(new CaseEvent.FileAttached("f" + files++, "a.pdf", "application/pdf", 12, "00"));
            case 7 -> onCase(new CaseEvent.FileDetached("f" + random.nextInt(files + 1)));
            case 8, 9 -> {
                tasks++;
                taskStep = 0;
                yield task();
            }
            case 10 -> {
                processes++;
                processStep = 0;
                yield process();
            }
            case 11 ->
                random.nextInt(4) > 0
                        ? record()
                        : log.on(
                                "mail",
                                id + "~m" + mails++,
                                new MailEvent.Received(
                                        id,
                                        "<" + id + "-" + mails + "@x>",
                                        "kim@example.org",
                                        List.of("desk@docket.test"),
                                        "Hi",
                                        random.nextBoolean() ? "<p>Hi</p>" : null));
            default -> end();
        };
    }

    /** Some are longer than what is kept of them in the timeline, or among the words. */
    private String comment() {
        if (random.nextInt(100) >= LONG_OF_100) {
            return "text " + random.nextInt();
        }
        int words = random.nextBoolean() ? 450 : 4_000;
        return IntStream.range(0, words).mapToObj(word -> "w" + word).collect(Collectors.joining(", "));
    }

    private LogEvent end() {
        return switch (random.nextInt(4)) {
            case 0 -> onCase(new CaseEvent.Closed(random.nextBoolean() ? "granted" : null));
            case 1 -> onCase(new CaseEvent.Reopened());
            case 2 -> onCase(new CaseEvent.Linked(prefix + 1, "beside"));
            default -> {
                done = true;
                yield onCase(new CaseEvent.Archived());
            }
        };
    }

    private LogEvent task() {
        String task = id + "~t" + tasks;
        return switch (taskStep++) {
            case 0 ->
                log.on(
                        "task",
                        task,
                        new TaskEvent.Created(
                                id,
                                null,
                                null,
                                "Check",
                                random.nextInt(3) == 0 ? log.user() : null,
                                random.nextBoolean() ? List.of(log.user()) : List.of(),
                                GROUPS.get(random.nextInt(GROUPS.size())),
                                someTime(),
                                someTime(),
                                random.nextInt(9),
                                random.nextBoolean() ? "check-form" : null));
            case 1 -> log.on("task", task, new TaskEvent.Claimed(log.user()));
            case 2 ->
                random.nextBoolean()
                        ? log.on("task", task, new TaskEvent.Released("x"))
                        : log.on("task", task, new TaskEvent.Assigned(userOrNobody(), null));
            case 3 -> log.on("task", task, new TaskEvent.DraftSaved(json("{\"so\":\"far\"}")));
            case 4 ->
                log.on(
                        "task",
                        task,
                        new TaskEvent.Failed(random.nextBoolean() ? "unreadable" : null, "the scan is black"));
            case 5 ->
                random.nextBoolean()
                        ? log.on("task", task, new TaskEvent.Resumed())
                        : log.on("task", task, new TaskEvent.Assigned(userOrNobody(), null));
            default -> {
                taskStep = -1;
                yield switch (random.nextInt(6)) {
                    case 0 -> log.on("task", task, new TaskEvent.Claimed(log.user()));
                    case 1, 2 -> log.on("task", task, new TaskEvent.Cancelled());
                    case 3 -> log.on("task", task, new TaskEvent.Completed(null));
                    default ->
                        log.on("task", task, new TaskEvent.Completed(json("{\"ok\":" + random.nextBoolean() + "}")));
                };
            }
        };
    }

    private LogEvent process() {
        String process = id + "~p" + processes;
        return switch (processStep++) {
            case 0 -> log.on("process", process, new ProcessEvent.Requested(id, "review", null));
            case 1 -> log.on("process", process, new ProcessEvent.Started("k" + processes, 3));
            default -> {
                if (random.nextInt(5) > 0) {
                    yield log.on("process", process, step());
                }
                processStep = -1;
                yield switch (random.nextInt(3)) {
                    case 0 -> log.on("process", process, new ProcessEvent.CancelRequested());
                    case 1 -> log.on("process", process, new ProcessEvent.Terminated());
                    default -> log.on("process", process, new ProcessEvent.Completed());
                };
            }
        };
    }

    /** Anything that happens to an instance on its way, likely or not. */
    private ProcessEvent step() {
        String key = "e" + random.nextInt(4);
        String incident = "i" + random.nextInt(3);
        Instant at = Events.START.plusMillis(random.nextInt(90_000_000));
        long position = processStep;
        ProcessEvent.Called called = random.nextInt(4) == 0 ? new ProcessEvent.Called("charge", "k2") : null;
        return switch (random.nextInt(13)) {
            case 0, 1 -> new ProcessEvent.ElementActivated("pay", "SERVICE_TASK", key, at, position, called);
            case 2 ->
                new ProcessEvent.ElementCompleted(
                        "pay",
                        "SERVICE_TASK",
                        key,
                        at,
                        position,
                        random.nextBoolean() ? List.of("receipt") : null,
                        called);
            case 3 -> new ProcessEvent.ElementTerminated("pay", "SERVICE_TASK", key, at, position, called);
            case 4 ->
                new ProcessEvent.JobFailed("pay", key, "j", "charge", random.nextInt(3), "no", at, position, called);
            case 5 ->
                position % 2 == 0
                        ? new ProcessEvent.TimerFired("late", key, at, position, called)
                        : new ProcessEvent.FlowTaken("approved", "f" + position, at, position, called);
            case 6 -> new ProcessEvent.MessageCorrelated("pay", key, "paid", "k", at, position, called);
            case 7, 8 ->
                new ProcessEvent.IncidentRaised(
                        incident, "job-no-retries", "no", random.nextBoolean() ? "pay" : null, key, null, null);
            case 9 ->
                random.nextBoolean()
                        ? new ProcessEvent.IncidentResolved(incident)
                        : new ProcessEvent.IncidentRetryRequested(incident, null, null, null);
            case 10 -> new ProcessEvent.MigrationRequested("review", 3, "review", 4, Map.of("a", "b"));
            case 11 ->
                new ProcessEvent.ElementMigrated(
                        random.nextBoolean() ? "pay" : "charge", "SERVICE_TASK", key, at, position, called);
            default -> random.nextBoolean() ? new ProcessEvent.Migrated("review", 4) : new ProcessEvent.StepsCut(5_000);
        };
    }

    /** A new record, or what was put before is put again or deleted. */
    private LogEvent record() {
        int number = random.nextInt(records + 1);
        boolean isNew = number == records;
        records += isNew ? 1 : 0;
        return log.on(
                "record",
                id + "~offer.o" + number,
                isNew || random.nextBoolean() ? log.change("offer", id) : new RecordEvent.Deleted());
    }

    private @Nullable String userOrNobody() {
        return random.nextBoolean() ? log.user() : null;
    }

    private @Nullable OffsetDateTime someTime() {
        return random.nextBoolean()
                ? Events.START
                        .plus(Duration.ofMinutes(random.nextInt(5_000)))
                        .atOffset(ZoneOffset.ofHoursMinutes(5, 30))
                : null;
    }

    private LogEvent onCase(CaseEvent event) {
        return log.on("case", id, event);
    }
}
