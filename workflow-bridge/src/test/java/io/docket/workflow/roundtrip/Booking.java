package io.docket.workflow.roundtrip;

import static org.awaitility.Awaitility.await;

import io.docket.workflow.command.RecordingServer.Request;
import io.docket.workflow.job.JobEngine;
import io.docket.workflow.job.Jobs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A booking in four steps, each a command with one that undoes it, in the local stack's Zeebe. The command service carries
 * each idempotency key out once, as the real one does.
 */
final class Booking implements AutoCloseable {
    static final List<String> ITEMS = List.of("hotel", "flight", "car", "payment");
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** How long the engine waits for a worker that died. */
    private static final Duration ATTEMPT = Duration.ofSeconds(1);

    private static final String COMPLETED = "PROCESS_INSTANCE/ELEMENT_COMPLETED";

    /** How often each item was booked. */
    final Map<String, Integer> booked = new ConcurrentHashMap<>();

    /** How often each item was undone. */
    final Map<String, Integer> undone = new ConcurrentHashMap<>();

    private final String journey = UUID.randomUUID().toString();
    private final LocalJobs jobs = new LocalJobs(ATTEMPT);
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final String refused;
    private final Consumer<Request> meanwhile;
    private long instance;

    /**
     * Nobody works on it yet.
     *
     * @param refused the item that the command service refuses, or empty
     * @param meanwhile hears each command before it is carried out
     */
    Booking(String refused, Consumer<Request> meanwhile) throws IOException {
        this.refused = refused;
        this.meanwhile = meanwhile;
        jobs.server.decide(this::decide);
        jobs.server.answer("{\"detail\":\"nothing is free\"}");
    }

    /** Starts it, with workers that tell the engine through what is made of its own. */
    void begin(UnaryOperator<JobEngine> telling) {
        jobs.work(telling);
        instance = jobs.start("/bpmn/booking.bpmn", "booking", Jobs.json("{\"journey\":\"" + journey + "\"}"));
    }

    /** Returns when the process has ended. */
    void awaitEnd() {
        await().atMost(PATIENCE).until(() -> jobs.record(instance, COMPLETED).isPresent());
    }

    private int decide(Request request) {
        if (!request.body().contains(journey)) {
            return 200;
        }
        meanwhile.accept(request);
        String item = ITEMS.stream()
                .filter(name -> request.body().contains("-" + name))
                .findFirst()
                .orElse("");
        if (request.type().equals("put-record") && item.equals(refused)) {
            return 409;
        }
        if (keys.add(request.idempotencyKey())) {
            switch (request.type()) {
                case "put-record" -> booked.merge(item, 1, Integer::sum);
                case "delete-record" -> undone.merge(item, 1, Integer::sum);
                default -> {}
            }
        }
        return 200;
    }

    @Override
    public void close() {
        jobs.close();
    }
}
