package io.docket.workflow.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.position.Position;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.settings.BridgeSettings;
import io.docket.workflow.simulation.EventLog;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events in a topic of its own in the local stack's Kafka, read at their places. */
class KafkaLogsIT {
    private static final String SERVERS = Objects.requireNonNullElse(System.getenv("DOCKET_KAFKA"), "127.0.0.1:19092");
    private static final int PARTITIONS = 2;

    /** More than a consumer hands out at once. */
    private static final int EVENTS = 1_200;

    private final String topic = "docket.bridge-it." + UUID.randomUUID();
    private final Admin admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SERVERS));
    private final KafkaLogs logs = new KafkaLogs(settings(topic));

    @BeforeEach
    void write() throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                .all()
                .get();
        EventLog events = new EventLog(InstantSource.system());
        for (int i = 0; i < EVENTS; i++) {
            events.append("process", "case~p-" + i, new ProcessEvent.Requested("case", "loan", null));
        }
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, SERVERS),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                for (LoggedEvent event : events.events()) {
                    producer.send(record(partition, event.envelope()));
                }
            }
        }
    }

    @AfterEach
    void close() throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(topic)).all().get();
        admin.close();
    }

    @Test
    void events_are_handed_out_each_once_in_the_order_of_their_partition_however_they_are_asked_for() {
        List<Position> asked = new ArrayList<>();
        for (int partition = PARTITIONS - 1; partition >= 0; partition--) {
            for (long offset : List.of(1_199L, 0L, 1L, 600L, 0L)) {
                asked.add(new Position(partition, offset));
            }
        }
        List<String> found = new ArrayList<>();

        logs.eventsAt(
                asked,
                event -> found.add(
                        event.position() + " " + event.envelope().subject().id()));

        assertThat(found)
                .containsExactly(
                        "0-0 case~p-0",
                        "0-1 case~p-1",
                        "0-600 case~p-600",
                        "0-1199 case~p-1199",
                        "1-0 case~p-0",
                        "1-1 case~p-1",
                        "1-600 case~p-600",
                        "1-1199 case~p-1199");
    }

    @Test
    void events_of_positions_come_in_the_order_of_these() {
        List<String> positions = List.of("1-1199", "0-3", "1-2");

        assertThat(logs.readAll(positions)).map(LoggedEvent::position).containsExactlyElementsOf(positions);
    }

    private ProducerRecord<String, byte[]> record(int partition, EventEnvelope envelope) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic, partition, envelope.root(), envelope.data());
        CloudEventHeaders.write(envelope).forEach(record.headers()::add);
        return record;
    }

    private static BridgeSettings.Log settings(String topic) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(BridgeSettings.class)
                .withDefaultValue("docket.bridge.log.servers", SERVERS)
                .withDefaultValue("docket.bridge.log.events-topic", topic)
                .build()
                .getConfigMapping(BridgeSettings.class)
                .log();
    }
}
