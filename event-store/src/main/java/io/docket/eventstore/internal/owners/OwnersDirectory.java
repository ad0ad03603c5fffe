package io.docket.eventstore.internal.owners;

import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.Owner;
import io.docket.eventstore.Owners;
import io.docket.eventstore.OwnersListener;
import io.docket.eventstore.internal.machine.Machine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topic of the owners from its beginning, for ever, and keeps what each partition said last. A reader that failed
 * is replaced by one that goes on where it was: from the beginning, former owners would be heard again.
 */
public final class OwnersDirectory implements Owners, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnersDirectory.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Topic topic;
    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final Map<Integer, Owner> owners = new ConcurrentHashMap<>();
    private final List<OwnersListener> listeners = new CopyOnWriteArrayList<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Machine machine;
    private final Machine.Worker worker;
    private volatile boolean closing;

    /** @param readers makes a reader of committed records */
    public OwnersDirectory(Topic topic, Supplier<Consumer<byte[], byte[]>> readers, Machine machine) {
        this.topic = topic;
        this.readers = readers;
        this.machine = machine;
        this.worker = machine.worker(topic.name() + "-directory", this::run);
    }

    public void start() {
        worker.start();
    }

    @Override
    public Optional<Owner> ownerOf(int partition) {
        return Optional.ofNullable(owners.get(partition));
    }

    @Override
    public void addListener(OwnersListener listener) {
        listeners.add(listener);
    }

    private void run() {
        while (!closing) {
            try (Consumer<byte[], byte[]> reader = readers.get()) {
                follow(reader);
            } catch (OffsetOutOfRangeException e) {
                LOG.warn("event=owners-read-again topic={} reason=\"it is not the topic that it was\"", topic.name());
                next.clear();
                machine.sleep(RETRY_PAUSE);
            } catch (KafkaException e) {
                LOG.warn("event=owners-not-followed topic={} reason=\"{}\"", topic.name(), e.toString());
                machine.sleep(RETRY_PAUSE);
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> reader) {
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        next.forEach(reader::seek);
        while (!closing) {
            for (ConsumerRecord<byte[], byte[]> kafka : reader.poll(POLL)) {
                heard(kafka);
                next.put(new TopicPartition(kafka.topic(), kafka.partition()), kafka.offset() + 1);
            }
        }
    }

    private void heard(ConsumerRecord<byte[], byte[]> kafka) {
        try {
            Optional<Owner> owner = OwnershipRecord.read(kafka);
            owner.ifPresentOrElse(
                    present -> owners.put(kafka.partition(), present), () -> owners.remove(kafka.partition()));
            listeners.forEach(listener -> listener.changed(kafka.partition(), owner));
        } catch (RuntimeException e) {
            LOG.warn(
                    "event=ownership-unreadable partition={} offset={} reason=\"{}\"",
                    kafka.partition(),
                    kafka.offset(),
                    e.toString());
        }
    }

    @Override
    public void close() {
        closing = true;
        worker.awaitEnd(CLOSE);
    }
}
