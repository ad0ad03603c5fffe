package io.docket.projection.messaging;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.projection.Events;
import io.docket.projection.WriteLog;
import io.docket.projection.view.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events of cases of its own, and knows where each is. Of one thread. */
final class WrittenCases implements AutoCloseable {
    private static final int EVENTS_OF_A_CASE = 20;

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final String prefix;
    private final int partition;
    private final Events events;
    private int written;

    WrittenCases(String kafka, String topic, String prefix, int partition) {
        this.topic = topic;
        this.prefix = prefix;
        this.partition = partition;
        this.events = new Events("acme", partition);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
    }

    /** Writes one more event. */
    Written next() throws ExecutionException, InterruptedException {
        String id = prefix + written / EVENTS_OF_A_CASE;
        long version = written++ % EVENTS_OF_A_CASE + 1L;
        LogEvent event = events.next(
                "case",
                id,
                "demo",
                version == 1
                        ? new CaseEvent.Opened("written", 1, id, id, "s0", Json.tree(json()), null, null)
                        : new CaseEvent.Moved("s" + (version - 2), "s" + (version - 1)));
        RecordMetadata metadata = producer.send(WriteLog.record(topic, event)).get();
        return new Written(id, version, new Position(partition, metadata.offset()));
    }

    @Override
    public void close() {
        producer.close();
    }

    private static byte[] json() {
        return "{}".getBytes(StandardCharsets.UTF_8);
    }

    /** A case as it is after what was written. */
    record Written(String caseId, long version, Position position) {}
}
