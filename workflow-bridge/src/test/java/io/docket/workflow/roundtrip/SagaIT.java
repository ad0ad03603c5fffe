package io.docket.workflow.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.workflow.command.RecordingServer.Request;
import io.docket.workflow.job.Jobs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A booking in four steps, each a command with one that undoes it, in the local stack's Zeebe. The command service carries
 * each idempotency key out once, as the real one does.
 */
class SagaIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String COMPLETED = "PROCESS_INSTANCE/ELEMENT_COMPLETED";
    private static final List<String> ITEMS = List.of("hotel", "flight", "car", "payment");

    private final String journey = UUID.randomUUID().toString();
    private final LocalJobs jobs = new LocalJobs(Duration.ofSeconds(2));
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> booked = new ConcurrentHashMap<>();
    private final Map<String, Integer> undone = new ConcurrentHashMap<>();
    private volatile String refused = "";
    private volatile UnaryOperator<Request> meanwhile = UnaryOperator.identity();

    SagaIT() throws IOException {
        jobs.server.decide(this::decide);
        jobs.server.answer("{\"detail\":\"nothing is free\"}");
    }

    @AfterEach
    void close() {
        jobs.close();
    }

    @Test
    void a_booking_that_nothing_stands_against_undoes_nothing() {
        jobs.work(UnaryOperator.identity());

        book();

        assertThat(booked).isEqualTo(once(ITEMS));
        assertThat(undone).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_booking_that_fails_at_a_step_undoes_every_step_before_it_once(int step) {
        refused = ITEMS.get(step);
        jobs.work(UnaryOperator.identity());

        book();

        assertThat(booked).isEqualTo(once(ITEMS.subList(0, step)));
        assertThat(undone).isEqualTo(once(ITEMS.subList(0, step)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void workers_that_die_with_every_command_undo_every_step_once(int step) {
        refused = ITEMS.get(step);
        Set<String> deaths = ConcurrentHashMap.newKeySet();
        jobs.work(engine -> new MortalJobEngine(engine, deaths));

        book();

        assertThat(deaths).hasSizeGreaterThanOrEqualTo(2 * step);
        assertThat(booked).isEqualTo(once(ITEMS.subList(0, step)));
        assertThat(undone).isEqualTo(once(ITEMS.subList(0, step)));
    }

    @Test
    void an_engine_that_is_killed_while_booking_and_while_undoing_undoes_every_step_once() {
        refused = "payment";
        Set<String> killedAt = ConcurrentHashMap.newKeySet();
        meanwhile = request -> {
            boolean deadly = request.body().contains("-flight") && killedAt.add(request.type());
            if (deadly) {
                LocalBroker.kill();
            }
            return request;
        };
        Set<String> deaths = ConcurrentHashMap.newKeySet();
        jobs.work(engine -> new MortalJobEngine(engine, deaths));

        book();

        assertThat(killedAt).containsExactlyInAnyOrder("put-record", "delete-record");
        assertThat(booked).isEqualTo(once(ITEMS.subList(0, 3)));
        assertThat(undone).isEqualTo(once(ITEMS.subList(0, 3)));
    }

    private void book() {
        long instance = jobs.start("/bpmn/booking.bpmn", "booking", Jobs.json("{\"journey\":\"" + journey + "\"}"));
        await().atMost(PATIENCE).until(() -> jobs.record(instance, COMPLETED).isPresent());
    }

    private int decide(Request request) {
        if (!request.body().contains(journey)) {
            return 200;
        }
        meanwhile.apply(request);
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

    private static Map<String, Integer> once(List<String> items) {
        Map<String, Integer> counts = new TreeMap<>();
        items.forEach(item -> counts.put(item, 1));
        return counts;
    }
}
