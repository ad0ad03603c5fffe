package io.docket.eventstore.internal.owners;

import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.Owner;
import io.docket.eventstore.Owners;
import io.docket.eventstore.OwnersListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the topic of the owners from its beginning, for ever, and keeps what each partition said last. */
public final class OwnersDirectory implements Owners, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnersDirectory.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Topic topic;
    private final Supplier<Consumer<byte[], byte[]>> readers;
    private final Map<Integer, Owner> owners = new ConcurrentHashMap<>();
    private final List<OwnersListener> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean closing;

    /** @param readers makes a reader of committed records */
    public OwnersDirectory(Topic topic, Supplier<Consumer<byte[], byte[]>> readers) {
        this.topic = topic;
        this.readers = readers;
        this.thread =
                Thread.ofPlatform().name(topic.name() + "-directory").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
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
            } catch (KafkaException e) {
                if (!closing) {
                    LOG.warn("event=owners-not-followed topic={} reason=\"{}\"", topic.name(), e.toString());
                    pause(RETRY_PAUSE);
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> reader) {
        List<TopicPartition> partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        while (!closing) {
            for (ConsumerRecord<byte[], byte[]> kafka : reader.poll(POLL)) {
                heard(kafka);
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
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(CLOSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
