package io.docket.projection.messaging;

import io.docket.projection.apply.LogEntry;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Folds a whole log event by event and compares every document with the stored one. Arguments: Kafka, topic, name of
 * the database on the MongoDB at {@code DOCKET_MONGO_URI}. Ends with 1 if they differ.
 */
final class CheckViews {
    private static final int MAX_SHOWN = 5;

    private CheckViews() {}

    public static void main(String[] arguments) {
        Map<DocumentKey, Document> expected = fold(arguments[0], arguments[1]);
        Map<String, Long> counters = new TreeMap<>();
        int differences = 0;
        try (MongoStore store = MongoStore.existing(arguments[2])) {
            Map<DocumentKey, Document> stored = new HashMap<>();
            MongoStore.PROJECTORS.forEach(projector -> stored.putAll(store.documents(projector.view())));
            for (Map.Entry<DocumentKey, Document> entry : expected.entrySet()) {
                Document found = stored.remove(entry.getKey());
                if (!entry.getValue().equals(found) && differences++ < MAX_SHOWN) {
                    System.out.printf("%s%n expected %s%n stored   %s%n", entry.getKey(), entry.getValue(), found);
                }
                projector(entry.getKey())
                        .counters(entry.getValue())
                        .forEach((counter, value) -> counters.merge(counter, value, Long::sum));
            }
            differences += stored.size();
        }
        System.out.printf("documents=%d differences=%d counters=%s%n", expected.size(), differences, counters);
        System.exit(differences == 0 ? 0 : 1);
    }

    private static Map<DocumentKey, Document> fold(String kafka, String topic) {
        Map<DocumentKey, Document> documents = new HashMap<>();
        Properties properties = new Properties();
        properties.put("bootstrap.servers", kafka);
        properties.put("isolation.level", "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    LogEntry entry = RecordReader.read(record);
                    if (entry.event() != null) {
                        apply(documents, entry.event());
                    }
                }
            }
        }
        return documents;
    }

    private static void apply(Map<DocumentKey, Document> documents, LogEvent event) {
        for (Projector projector : MongoStore.PROJECTORS) {
            String id = projector.documentId(event);
            if (id != null) {
                DocumentKey key =
                        new DocumentKey(projector.view(), event.envelope().tenant(), id);
                Document before = documents.getOrDefault(key, Document.empty());
                Document after =
                        projector.fold(before, event).at(event.position().offset());
                Projector.Overflow overflow = projector.overflow(id, after);
                overflow.sealed()
                        .forEach((page, rest) -> documents.put(new DocumentKey(key.view(), key.tenant(), page), rest));
                documents.put(key, overflow.kept());
            }
        }
    }

    private static Projector projector(DocumentKey key) {
        return MongoStore.PROJECTORS.stream()
                .filter(projector -> projector.view().equals(key.view()))
                .findFirst()
                .orElseThrow();
    }
}
