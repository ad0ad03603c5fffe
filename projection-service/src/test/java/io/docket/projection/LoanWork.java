package io.docket.projection;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.RecordEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.view.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A log of loan applications like a bank's: about twenty events a case, several cases at a time, from a seed. */
public final class LoanWork {
    private static final List<String> STAGES =
            List.of("A_SUBMITTED", "A_PARTLYSUBMITTED", "A_PREACCEPTED", "A_ACCEPTED", "A_FINALIZED", "A_APPROVED");
    private static final int CLERKS = 68;
    private static final int OFFERS_OF_A_RECORD = 3;

    /** Cases that are open at a time where nobody says otherwise. */
    static final int OPEN_AT_ONCE = 8;

    private final int openAtOnce;
    private final Random random;
    private final Events log;
    private final String prefix;

    public LoanWork(String tenant, int partition, long seed) {
        this(tenant, partition, seed, OPEN_AT_ONCE);
    }

    /** With so many cases at a time: 125 in a partition is what the bank had. */
    public LoanWork(String tenant, int partition, long seed, int openAtOnce) {
        this.openAtOnce = openAtOnce;
        this.log = new Events(tenant, partition);
        this.random = new Random(seed);
        this.prefix = "p" + partition + '-';
    }

    /** The events of so many cases, mixed as they come in. */
    public List<LogEvent> cases(int count) {
        List<LogEvent> events = new ArrayList<>();
        List<Loan> open = new ArrayList<>();
        int opened = 0;
        while (opened < count || !open.isEmpty()) {
            if (opened < count && open.size() < openAtOnce) {
                open.add(new Loan(prefix + opened++));
            }
            Loan loan = open.get(random.nextInt(open.size()));
            loan.next(events);
            if (loan.done()) {
                open.remove(loan);
            }
            if (random.nextInt(10) == 0) {
                log.skipOffset();
            }
        }
        return events;
    }

    private String clerk() {
        return "1" + (1000 + random.nextInt(CLERKS));
    }

    private final class Loan {
        private final String id;
        private int stage = -1;
        private int tasks;
        private int taskSteps = -1;
        private int offers;

        Loan(String id) {
            this.id = id;
        }

        boolean done() {
            return stage == STAGES.size();
        }

        void next(List<LogEvent> events) {
            if (stage < 0) {
                stage = 0;
                add(
                        events,
                        "case",
                        id,
                        new CaseEvent.Opened(
                                "loan-application",
                                1,
                                "N-" + id,
                                "Loan " + id,
                                STAGES.getFirst(),
                                json("{\"amountRequested\":" + (1000 + random.nextInt(50_000)) + ",\"rate\":4.25}"),
                                null,
                                null));
            } else if (taskSteps >= 0) {
                task(events);
            } else if (random.nextInt(3) == 0) {
                taskSteps = 0;
                tasks++;
                task(events);
            } else if (random.nextInt(4) == 0) {
                offer(events);
            } else if (++stage < STAGES.size()) {
                add(events, "case", id, new CaseEvent.Moved(STAGES.get(stage - 1), STAGES.get(stage)));
            } else {
                add(events, "case", id, new CaseEvent.Closed("done"));
            }
        }

        /** Every third change of a case is a record of its own. */
        private void offer(List<LogEvent> events) {
            if (++offers % OFFERS_OF_A_RECORD == 0) {
                RecordEvent put =
                        new RecordEvent.Put("offer", 1, id, json("{\"state\":\"SENT\",\"number\":" + offers + "}"));
                add(events, "record", id + "~offer.o" + offers, put);
            } else {
                add(events, "case", id, new CaseEvent.Updated(json("{\"offer\":{\"state\":\"SENT\"}}")));
            }
        }

        private void task(List<LogEvent> events) {
            String task = id + "~t" + tasks;
            switch (taskSteps++) {
                case 0 ->
                    add(
                            events,
                            "task",
                            task,
                            new TaskEvent.Created(
                                    id,
                                    null,
                                    null,
                                    "W_Valideren",
                                    null,
                                    List.of(),
                                    List.of("loans"),
                                    null,
                                    null,
                                    0,
                                    null));
                case 1, 3 -> add(events, "task", task, new TaskEvent.Claimed(clerk()));
                case 2 -> add(events, "task", task, new TaskEvent.Released("x"));
                default -> {
                    add(events, "task", task, new TaskEvent.Completed(null));
                    taskSteps = -1;
                }
            }
        }

        private void add(List<LogEvent> events, String entity, String subject, DomainEvent event) {
            events.add(log.next(entity, subject, clerk(), event));
        }
    }

    private static JsonNode json(String text) {
        return Json.tree(text.getBytes(StandardCharsets.UTF_8));
    }
}
