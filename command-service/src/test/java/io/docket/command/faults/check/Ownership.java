package io.docket.command.faults.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.faults.check.Segments.Batch;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.contracts.topic.Topics;
import io.docket.eventstore.faults.check.Check;
import io.docket.eventstore.faults.instance.Tenure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Who owned which partition from where, and who has written which event: 0 zombie writes, 0 forked versions.
 *
 * <p>An owner is who said so in a committed record of the topic of the owners. Its tenure begins at the mark that it had
 * written into the events just before: nothing that a former owner committed may stand behind it. Instances are known
 * by the ids of their producers, which the brokers' files tell.
 */
public final class Ownership {
    private final List<Segments> events = new ArrayList<>();
    private final List<Tenure> tenures = new ArrayList<>();
    private final Map<Long, String> instances = new HashMap<>();

    private Ownership() {}

    /**
     * Reads it.
     *
     * @param owned the committed records of the topic of the owners
     * @param data data folder of a broker whose replicas are in sync
     */
    public static Ownership read(List<ConsumerRecord<byte[], byte[]>> owned, Path data) throws IOException {
        Ownership found = new Ownership();
        List<Segments> owners = new ArrayList<>();
        for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
            found.events.add(Segments.in(data, Topics.EVENTS.name(), partition));
            owners.add(Segments.in(data, Topics.OWNERS.name(), partition));
        }
        owned.stream()
                .filter(kafka -> kafka.value() != null)
                .forEach(kafka -> found.said(
                        kafka.partition(),
                        Json.tree(kafka.value()),
                        owners.get(kafka.partition()).at(kafka.offset())));
        return found;
    }

    private void said(int partition, JsonNode owner, Batch transaction) {
        String instance = owner.path("instance").textValue();
        instances.put(transaction.producer(), instance);
        long start = events.get(partition).markBefore(transaction).first();
        tenures.add(new Tenure(instance, partition, start, 0));
    }

    /** Who has written what is there. */
    private String writer(Position position) {
        long producer = events.get(position.partition()).at(position.offset()).producer();
        return instances.getOrDefault(producer, "producer " + producer + ", which never owned anything");
    }

    /** Each event that a former owner has written, and each version that is not the next one. */
    public List<String> broken(List<LoggedEvent> committed) {
        return Check.broken(
                committed.stream()
                        .map(event -> event.by(writer(event.position())))
                        .toList(),
                tenures);
    }

    /** Changes of ownership. */
    public int changes() {
        return tenures.size();
    }
}
