package io.docket.system.workflow;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.KafkaLog;
import io.docket.system.support.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/**
 * Bookings of four steps that fail at each of them, and at none, while the processes of bridge and engine are killed: every
 * step before the one that failed was done once and undone once.
 */
class SagaKillsIT {
    private static final Api DEMO = new Api("demo");
    private static final List<String> ITEMS = List.of("hotel", "flight", "car", "payment");
    private static final List<String> VICTIMS = List.of("workflow-bridge", "zeebe", "workflow-bridge", "zeebe");
    private static final int JOURNEYS_EACH = 6;
    private static final int JOURNEYS = VICTIMS.size() * JOURNEYS_EACH;
    private static final Duration RECOVERY = Duration.ofSeconds(300);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final String PUT = "docket.record.put.v1";
    private static final String DELETED = "docket.record.deleted.v1";

    private final CaseWork work = new CaseWork();

    @Test
    void every_step_before_the_one_that_fails_is_done_and_undone_once_while_bridge_and_engine_are_killed()
            throws IOException {
        Map<TopicPartition, Long> before = KafkaLog.end();
        List<Saga> sagas = new ArrayList<>();
        for (int step = 0; step <= ITEMS.size(); step++) {
            sagas.add(deployed(step));
        }

        for (int kill = 0; kill < VICTIMS.size(); kill++) {
            startAndKill(sagas, kill);
        }

        for (Saga saga : sagas) {
            await().atMost(RECOVERY)
                    .pollInterval(LOOK_EVERY)
                    .untilAsserted(
                            () -> assertThat(CaseWork.all("/api/processes?state=completed&process=" + saga.process()))
                                    .hasSize(JOURNEYS));
            assertThat(CaseWork.all("/api/processes?incident=yes&process=" + saga.process()))
                    .isEmpty();
        }
        List<EventEnvelope> log = KafkaLog.since(before);
        sagas.forEach(saga -> {
            boolean fails = saga.step() < ITEMS.size();
            Map<String, Long> once = saga.once();
            assertThat(records(log, PUT, saga)).as("booked by %s", saga).isEqualTo(once);
            assertThat(records(log, DELETED, saga)).as("undone by %s", saga).isEqualTo(fails ? once : Map.of());
        });
    }

    /** Kills when the first of the bookings that it starts has begun; returns when what was killed is back. */
    private void startAndKill(List<Saga> sagas, int kill) {
        Map<TopicPartition, Long> before = KafkaLog.end();
        CompletableFuture<Void> starting =
                CompletableFuture.runAsync(() -> IntStream.range(kill * JOURNEYS_EACH, (kill + 1) * JOURNEYS_EACH)
                        .forEach(journey -> sagas.forEach(saga -> start(saga, journey))));
        await().atMost(RECOVERY)
                .until(() -> KafkaLog.since(before).stream()
                        .anyMatch(event -> event.type().equals(PUT)));
        Servers.restart(VICTIMS.get(kill));
        starting.join();
    }

    private void start(Saga saga, int journey) {
        String id = saga.process() + "-" + journey;
        work.send(
                "start-process",
                id,
                Map.of("processId", saga.process(), "variables", Map.of("journey", saga.journey(journey))));
    }

    private static Map<String, Long> records(List<EventEnvelope> log, String type, Saga saga) {
        Map<String, Long> counts = new TreeMap<>();
        log.stream()
                .filter(event -> event.type().equals(type))
                .map(event -> event.subject().id())
                .filter(id -> id.contains(saga.recordType() + "."))
                .forEach(id -> counts.merge(id.substring(id.indexOf('.') + 1), 1L, Long::sum));
        return counts;
    }

    /** The items of the step are refused by the schema of their record type. */
    private static Saga deployed(int step) throws IOException {
        String process = Fixtures.unique("booking");
        Saga saga = new Saga(process, process + "-" + step, step);
        List<String> free = IntStream.range(0, ITEMS.size())
                .filter(item -> item != step)
                .mapToObj(ITEMS::get)
                .toList();
        DEMO.accepted(
                "define-record-type",
                Map.of(
                        "id",
                        saga.recordType(),
                        "name",
                        "Booking",
                        "schema",
                        Map.of("type", "object", "properties", Map.of("item", Map.of("enum", free)))));
        DEMO.accepted("deploy-process", Map.of("resourceName", process + ".bpmn", "bpmn", bpmn(saga)));
        return saga;
    }

    private static String bpmn(Saga saga) throws IOException {
        try (InputStream in = Objects.requireNonNull(SagaKillsIT.class.getResourceAsStream("/booking.bpmn"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("PROCESS_ID", saga.process())
                    .replace("RECORD_TYPE", saga.recordType());
        }
    }

    /**
     * A process whose bookings fail at a step.
     *
     * @param process its id
     * @param recordType type of the records that it makes
     * @param step index of the item that is refused; behind the last where none is
     */
    private record Saga(String process, String recordType, int step) {
        String journey(int number) {
            return "j" + number;
        }

        /** Each journey's items before the step, once. */
        Map<String, Long> once() {
            return IntStream.range(0, JOURNEYS)
                    .boxed()
                    .flatMap(number -> ITEMS.subList(0, step).stream().map(item -> journey(number) + "-" + item))
                    .collect(toMap(id -> id, id -> 1L, Long::sum, TreeMap::new));
        }
    }
}
