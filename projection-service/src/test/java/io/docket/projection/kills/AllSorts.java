package io.docket.projection.kills;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.view.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Work of every kind on many cases at once, from a seed; a few cases get an event that no view of cases can take. */
final class AllSorts {
    private static final List<String> STAGES = List.of("received", "checked", "decided", "paid");
    private static final int OPEN_AT_ONCE = 40;
    private static final int POISONED_OF_1000 = 5;

    private final Random random;
    private final Events log;
    private final String prefix;
    private final List<Work> open = new ArrayList<>();
    private int opened;

    AllSorts(String tenant, int partition, long seed) {
        this.log = new Events(tenant, partition);
        this.random = new Random(seed);
        this.prefix = tenant.charAt(0) + "" + partition + "-";
    }

    /** The next event. */
    LogEvent next() {
        if (random.nextInt(50) == 0) {
            return caseType();
        }
        if (open.size() < OPEN_AT_ONCE) {
            Work work = new Work(prefix + opened++);
            open.add(work);
            return work.begin();
        }
        Work work = open.get(random.nextInt(open.size()));
        LogEvent event = work.next();
        if (work.closed) {
            open.remove(work);
        }
        return event;
    }

    private LogEvent caseType() {
        return log.next(
                "case-type",
                prefix + "type-" + random.nextInt(3),
                user(),
                new CaseTypeEvent.Defined(
                        "Type " + opened,
                        json("{\"type\":\"object\"}"),
                        List.of(new CaseTypeEvent.Stage("received", "Received", List.of("checked"))),
                        null,
                        null,
                        null,
                        null));
    }

    private String user() {
        return "user-" + random.nextInt(30);
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) {
        return Json.tree(text.getBytes(StandardCharsets.UTF_8));
    }

    private final class Work {
        private final String id;
        private int stage;
        private int comments;
        private int files;
        private int tasks;
        private int taskStep = -1;
        private int processes;
        private int processStep = -1;
        private boolean closed;

        Work(String id) {
            this.id = id;
        }

        LogEvent begin() {
            return on(
                    "case",
                    id,
                    new CaseEvent.Opened(
                            "loan",
                            1,
                            "N-" + id,
                            random.nextBoolean() ? "Loan of " + user() : null,
                            STAGES.getFirst(),
                            json("{\"amount\":" + random.nextInt(90_000) + ",\"rate\":4.25,\"who\":{\"age\":"
                                    + random.nextInt(90) + ",\"old\":true}}"),
                            random.nextBoolean() ? "desk" : null,
                            null));
        }

        LogEvent next() {
            if (taskStep >= 0) {
                return task();
            }
            if (processStep >= 0) {
                return process();
            }
            if (random.nextInt(1_000) < POISONED_OF_1000) {
                return on("case", id, new CaseEvent.CommentEdited("nowhere", "x"));
            }
            return switch (random.nextInt(12)) {
                case 0 ->
                    on(
                            "case",
                            id,
                            new CaseEvent.Updated(json("{\"who\":{\"age\":" + random.nextInt(90)
                                    + ",\"old\":null},\"offer\":[1,2.5,\"x\"]}")));
                case 1, 2 -> {
                    String from = STAGES.get(stage);
                    stage = random.nextInt(STAGES.size());
                    yield on("case", id, new CaseEvent.Moved(from, STAGES.get(stage)));
                }
                case 3 -> on("case", id, new CaseEvent.Assigned(random.nextBoolean() ? user() : null, null));
                case 4 ->
                    on(
                            "case",
                            id,
                            new CaseEvent.CommentAdded(
                                    "c" + comments++, "text " + random.nextInt(), comments > 1 ? "c0" : null));
                case 5 ->
                    comments == 0
                            ? on("case", id, new CaseEvent.Linked(prefix + 0, "follows"))
                            : on("case", id, new CaseEvent.CommentEdited("c" + random.nextInt(comments), "better"));
                case 6 ->
                    on("case", id, new CaseEvent.FileAttached("f" + files++, "a.pdf", "application/pdf", 12, "00"));
                case 7 -> on("case", id, new CaseEvent.FileDetached("f" + random.nextInt(files + 1)));
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
                default -> end();
            };
        }

        private LogEvent end() {
            return switch (random.nextInt(4)) {
                case 0 -> on("case", id, new CaseEvent.Closed("granted"));
                case 1 -> on("case", id, new CaseEvent.Reopened());
                case 2 -> on("case", id, new CaseEvent.Linked(prefix + 1, "beside"));
                default -> {
                    closed = true;
                    yield on("case", id, new CaseEvent.Archived());
                }
            };
        }

        private LogEvent task() {
            String task = id + "~t" + tasks;
            return switch (taskStep++) {
                case 0 ->
                    on(
                            "task",
                            task,
                            new TaskEvent.Created(
                                    id,
                                    null,
                                    null,
                                    "Check",
                                    null,
                                    List.of(user()),
                                    List.of("loans", "desk"),
                                    random.nextBoolean() ? OffsetDateTime.parse("2026-03-01T10:00:00Z") : null,
                                    null,
                                    random.nextInt(9),
                                    null));
                case 1 -> on("task", task, new TaskEvent.Claimed(user()));
                case 2 ->
                    random.nextBoolean()
                            ? on("task", task, new TaskEvent.Released("x"))
                            : on("task", task, new TaskEvent.Assigned(user(), null));
                case 3 -> on("task", task, new TaskEvent.DraftSaved(json("{\"so\":\"far\"}")));
                default -> {
                    taskStep = -1;
                    yield random.nextInt(3) == 0
                            ? on("task", task, new TaskEvent.Cancelled())
                            : on("task", task, new TaskEvent.Completed(json("{\"ok\":" + random.nextBoolean() + "}")));
                }
            };
        }

        private LogEvent process() {
            String process = id + "~p" + processes;
            return switch (processStep++) {
                case 0 -> on("process", process, new ProcessEvent.Requested(id, "review", null));
                case 1 -> on("process", process, new ProcessEvent.Started("k" + processes, 3));
                default -> {
                    processStep = -1;
                    yield switch (random.nextInt(3)) {
                        case 0 -> on("process", process, new ProcessEvent.CancelRequested());
                        case 1 -> on("process", process, new ProcessEvent.Terminated());
                        default -> on("process", process, new ProcessEvent.Completed());
                    };
                }
            };
        }

        private LogEvent on(String entity, String subject, DomainEvent event) {
            return log.next(entity, subject, user(), event);
        }
    }
}
