package io.docket.zeebe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaExporterTest {
    private final List<MockProducer<String, byte[]>> producers = new CopyOnWriteArrayList<>();
    private final RecordingBroker broker =
            new RecordingBroker(Map.of("bootstrapServers", "unused:1", "topic", "records", "windowRecords", 3));
    private final KafkaExporter exporter = new KafkaExporter(settings -> {
        producers.add(new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()));
        return producers.getLast();
    });

    @AfterEach
    void close() {
        producers.forEach(producer -> {
            while (!producer.closed() && producer.completeNext()) {
                Thread.onSpinWait();
            }
        });
        exporter.close();
    }

    @Test
    void record_goes_to_the_topic_under_the_key_of_its_process_instance() {
        opened();

        exporter.export(LogRecord.process(5));

        ProducerRecord<String, byte[]> sent = sent(0, 1).getFirst();
        assertThat(sent.topic()).isEqualTo("records");
        assertThat(sent.key()).isEqualTo("77");
        assertThat(new String(sent.value(), UTF_8)).isEqualTo("{\"position\":5}");
    }

    @Test
    void position_moves_only_after_kafka_has_acknowledged() {
        opened();
        exporter.export(LogRecord.process(5));
        exporter.export(LogRecord.gateway(6));
        sent(0, 1);
        assertThat(broker.positions).isEmpty();

        producers.getFirst().completeNext();

        assertThat(broker.positions).containsExactly(6L);
    }

    @Test
    void record_that_stays_in_the_broker_moves_the_position_at_once() {
        opened();

        exporter.export(LogRecord.gateway(6));

        assertThat(broker.positions).containsExactly(6L);
    }

    @Test
    void while_kafka_is_away_records_are_refused_once_the_window_is_full_and_taken_again_later() {
        opened();
        exporter.export(LogRecord.process(1));
        exporter.export(LogRecord.process(2));
        exporter.export(LogRecord.process(3));
        assertThatThrownBy(() -> exporter.export(LogRecord.process(4))).isInstanceOf(KafkaBehindException.class);
        sent(0, 3);

        producers.getFirst().completeNext();
        exporter.export(LogRecord.process(4));

        assertThat(positions(sent(0, 4))).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void after_a_failure_a_new_producer_starts_at_the_first_record_without_acknowledgement() {
        opened();
        exporter.export(LogRecord.process(1));
        exporter.export(LogRecord.process(2));
        exporter.export(LogRecord.process(3));
        sent(0, 3);
        producers.getFirst().completeNext();

        producers.getFirst().errorNext(new NotEnoughReplicasException("no"));

        await().until(() -> producers.size() == 2);
        assertThat(producers.getFirst().closed()).isTrue();
        assertThat(positions(sent(1, 2))).containsExactly(2L, 3L);
        producers.get(1).completeNext();
        producers.get(1).completeNext();
        assertThat(broker.positions).containsExactly(1L, 2L, 3L);
    }

    private void opened() {
        exporter.configure(broker);
        exporter.open(broker);
        await().until(() -> producers.size() == 1);
    }

    private List<ProducerRecord<String, byte[]>> sent(int producer, int count) {
        await().until(() -> producers.get(producer).history().size() == count);
        return producers.get(producer).history();
    }

    private static List<Long> positions(List<ProducerRecord<String, byte[]>> records) {
        return records.stream()
                .map(sent -> new String(sent.value(), UTF_8).replaceAll("\\D", ""))
                .map(Long::valueOf)
                .toList();
    }
}
