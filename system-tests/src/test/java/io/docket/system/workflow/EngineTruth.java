package io.docket.system.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.topic.Topics;
import io.docket.system.support.Platform;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the engine says of the instances, user tasks and incidents of one process, from the records that it exports. */
final class EngineTruth {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final TopicPartition RECORDS = new TopicPartition(Topics.ZEEBE.name(), 0);

    private final Set<String> begunInstances = new HashSet<>();
    private final Set<String> endedInstances = new HashSet<>();
    private final Set<String> createdTasks = new HashSet<>();
    private final Set<String> closedTasks = new HashSet<>();
    private final Set<String> raisedIncidents = new HashSet<>();
    private final Set<String> resolvedIncidents = new HashSet<>();
    private final Map<Integer, Long> positions = new HashMap<>();

    private EngineTruth() {}

    /** Where the exported records end now. */
    static long end() {
        try (var consumer = consumer()) {
            return consumer.endOffsets(List.of(RECORDS)).get(RECORDS);
        }
    }

    /** What the records after that offset say of processes with an id that ends like this. */
    static EngineTruth since(long offset, String processIdSuffix) {
        EngineTruth truth = new EngineTruth();
        try (var consumer = consumer()) {
            consumer.assign(List.of(RECORDS));
            consumer.seek(RECORDS, offset);
            long end = consumer.endOffsets(List.of(RECORDS)).get(RECORDS);
            while (consumer.position(RECORDS) < end) {
                consumer.poll(POLL).forEach(record -> truth.apply(Json.tree(record.value()), processIdSuffix));
            }
        }
        return truth;
    }

    /** Keys of the instances that run. */
    Set<String> activeInstances() {
        return without(begunInstances, endedInstances);
    }

    /** Keys of the instances that are over. */
    Set<String> endedInstances() {
        return endedInstances;
    }

    /** Keys of the user tasks that wait for somebody. */
    Set<String> openTasks() {
        return without(createdTasks, closedTasks);
    }

    /** Keys of the incidents that nobody has resolved. */
    Set<String> openIncidents() {
        return without(raisedIncidents, resolvedIncidents);
    }

    private void apply(JsonNode record, String processIdSuffix) {
        long position = record.path("position").asLong();
        int partition = record.path("partitionId").asInt();
        if (position <= positions.getOrDefault(partition, -1L)) {
            return;
        }
        positions.put(partition, position);
        if (!record.at("/value/bpmnProcessId").asText().endsWith(processIdSuffix)) {
            return;
        }
        String key = record.path("key").asText();
        switch (record.path("valueType").asText() + "/" + record.path("intent").asText()) {
            case "PROCESS_INSTANCE/ELEMENT_ACTIVATED" -> instance(record, begunInstances, key);
            case "PROCESS_INSTANCE/ELEMENT_COMPLETED", "PROCESS_INSTANCE/ELEMENT_TERMINATED" ->
                instance(record, endedInstances, key);
            case "USER_TASK/CREATED" -> createdTasks.add(key);
            case "USER_TASK/COMPLETED", "USER_TASK/CANCELED" -> closedTasks.add(key);
            case "INCIDENT/CREATED" -> raisedIncidents.add(key);
            case "INCIDENT/RESOLVED" -> resolvedIncidents.add(key);
            default -> {}
        }
    }

    private static void instance(JsonNode record, Set<String> keys, String key) {
        if (record.at("/value/bpmnElementType").asText().equals("PROCESS")) {
            keys.add(key);
        }
    }

    private static Set<String> without(Set<String> keys, Set<String> gone) {
        Set<String> left = new HashSet<>(keys);
        left.removeAll(gone);
        return left;
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", Platform.kafka(), "max.poll.records", 5000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
