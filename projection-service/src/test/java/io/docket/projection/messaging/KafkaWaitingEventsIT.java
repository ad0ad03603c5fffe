package io.docket.projection.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.projection.LoanWork;
import io.docket.projection.deadletter.WaitingEvents;
import io.docket.projection.deadletter.WaitingEvents.Found;
import io.docket.projection.view.LogEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaWaitingEventsIT {
    private static final String KAFKA = System.getenv().getOrDefault("DOCKET_KAFKA", "127.0.0.1:19092");
    private static final int TRANSACTION = 70;

    private final String topic = "waiting-" + UUID.randomUUID();
    private final WaitingEvents log = new KafkaWaitingEvents(KAFKA, topic);
    private final List<LogEvent> written = new LoanWork("acme", 0, 3).cases(150);
    private final List<Long> offsets = new ArrayList<>();

    @BeforeAll
    void write() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA, "transactional.id", topic),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            for (int from = 0; from < written.size(); from += TRANSACTION) {
                producer.beginTransaction();
                List<java.util.concurrent.Future<org.apache.kafka.clients.producer.RecordMetadata>> sent =
                        new ArrayList<>();
                for (LogEvent event : written.subList(from, Math.min(from + TRANSACTION, written.size()))) {
                    ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                            topic, 0, event.envelope().root(), event.envelope().data());
                    CloudEventHeaders.write(event.envelope())
                            .forEach((name, value) -> record.headers().add(name, value));
                    sent.add(producer.send(record));
                }
                producer.commitTransaction();
                for (var one : sent) {
                    offsets.add(one.get().offset());
                }
            }
        }
    }

    @AfterAll
    void remove() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    @Test
    void scattered_events_are_found_at_their_places() {
        List<Integer> wanted = List.of(0, 1, 5, 900, 901, written.size() - 1);

        List<LogEvent> found = log.at(0, wanted.stream().map(offsets::get).toList());

        assertThat(ids(found))
                .isEqualTo(
                        wanted.stream().map(i -> written.get(i).envelope().id()).toList());
    }

    @Test
    void an_offset_without_an_event_is_missing() {
        long marker = offsets.get(TRANSACTION) - 1;

        assertThatThrownBy(() -> log.at(0, List.of(offsets.getFirst(), marker)))
                .isInstanceOf(WaitingEvents.Missing.class)
                .hasMessageContaining("0-" + marker);
        assertThatThrownBy(() -> log.at(0, List.of(1_000_000_000L))).isInstanceOf(WaitingEvents.Missing.class);
    }

    @Test
    void the_events_of_a_root_are_found_in_pieces() {
        String root = written.get(700).envelope().root();
        long from = offsets.get(500);
        long until = offsets.getLast() + 1;

        List<LogEvent> found = new ArrayList<>();
        for (long next = from; next < until; ) {
            Found piece = log.find(0, root, next, until, 3);
            found.addAll(piece.events());
            next = piece.next();
        }

        assertThat(ids(found))
                .isEqualTo(ids(written.subList(500, written.size()).stream()
                        .filter(event -> event.envelope().root().equals(root))
                        .toList()))
                .isNotEmpty();
    }

    private static List<String> ids(List<LogEvent> events) {
        return events.stream().map(event -> event.envelope().id()).toList();
    }
}
