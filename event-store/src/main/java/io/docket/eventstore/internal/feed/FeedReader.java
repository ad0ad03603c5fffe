package io.docket.eventstore.internal.feed;

import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.UnreadableEventException;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.internal.record.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.IntToLongFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer of committed events of all partitions, and where it stands. For one thread at a time.
 *
 * <p>A partition in which a record that is no event comes next stands still there. The others go on; who finds nothing
 * else is told of that record.
 */
final class FeedReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedReader.class);
    private static final int PAGE_EVENTS = 2_000;
    private static final Duration SLICE = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Duration answer;
    private final IntToLongFunction acknowledged;
    private final Beginning beginning;
    private final Map<TopicPartition, UnreadableRecord> standing = new LinkedHashMap<>();
    private Cursor position;

    FeedReader(EventStoreConfig config, KafkaClients clients, IntToLongFunction acknowledged, Beginning beginning) {
        this.beginning = beginning;
        String topic = config.events().name();
        this.answer = config.timing().commitTimeout();
        this.acknowledged = acknowledged;
        this.consumer = clients.reader(topic + "-feed");
        this.partitions = IntStream.range(0, config.events().partitions())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, 0));
        this.position = new Cursor(new long[partitions.size()]);
    }

    Cursor position() {
        return position;
    }

    void seek(Cursor to) {
        Cursor begin =
                cursor(partition -> Math.max(to.next(partition.partition()), beginning.of(partition.partition())));
        for (TopicPartition partition : partitions) {
            long next = begin.next(partition.partition());
            if (next != position.next(partition.partition())) {
                consumer.seek(partition, next);
                if (standing.remove(partition) != null) {
                    consumer.resume(List.of(partition));
                }
            }
        }
        position = begin;
    }

    /**
     * The next page: up to the end as it is now, or until the page is full.
     *
     * @throws UnreadableEventException if there is nothing but records that are no events
     */
    List<StoredEvent> readToEnd() {
        Cursor end = end();
        List<StoredEvent> page = new ArrayList<>();
        read(() -> reached(end) || page.size() >= PAGE_EVENTS, page::add);
        requireReadable(page);
        return TimeOrder.merge(page);
    }

    private void requireReadable(List<StoredEvent> page) {
        if (page.isEmpty() && !standing.isEmpty()) {
            throw standing.values().iterator().next().exception();
        }
    }

    private void read(BooleanSupplier done, java.util.function.Consumer<StoredEvent> each) {
        long until = System.nanoTime() + answer.toNanos();
        while (!done.getAsBoolean()) {
            Cursor before = position;
            poll(SLICE).forEach(each);
            if (!position.equals(before)) {
                until = System.nanoTime() + answer.toNanos();
            } else if (System.nanoTime() > until) {
                throw new StoreUnavailableException("nothing was read for " + answer, null);
            }
        }
    }

    /**
     * The next events as soon as there are some.
     *
     * @throws UnreadableEventException if none came, and a partition stands at a record that is no event
     */
    List<StoredEvent> await(Duration atMost, BooleanSupplier stop) {
        long until = System.nanoTime() + atMost.toNanos();
        List<StoredEvent> page = List.of();
        while (page.isEmpty() && !stop.getAsBoolean() && System.nanoTime() < until) {
            page = poll(SLICE);
        }
        if (!stop.getAsBoolean()) {
            requireReadable(page);
        }
        return TimeOrder.merge(page);
    }

    Cursor end() {
        return withAcknowledged(visible());
    }

    /** What the broker shows already. It acknowledges a commit a moment before it shows it. */
    private Cursor visible() {
        Map<TopicPartition, Long> committed = consumer.endOffsets(partitions, answer);
        return cursor(committed::get);
    }

    private Cursor withAcknowledged(Cursor visible) {
        return cursor(partition ->
                Math.max(visible.next(partition.partition()), acknowledged.applyAsLong(partition.partition())));
    }

    /**
     * Before the first event of each partition with that time or a later one.
     *
     * @throws UnreadableEventException if a record that is no event stands before it: nobody knows its time
     */
    Cursor at(Instant time) {
        Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
        Cursor visible = visible();
        Cursor end = withAcknowledged(visible);
        long[] places = end.offsets();
        Set<Integer> undecided = new HashSet<>();
        Cursor earliest = notBefore(millis, visible);
        for (int partition = 0; partition < places.length; partition++) {
            if (earliest.next(partition) < end.next(partition)) {
                undecided.add(partition);
            }
        }
        seek(earliest);
        read(() -> undecided.isEmpty() || reached(end), stored -> {
            int partition = stored.position().partition();
            if (!stored.event().time().isBefore(millis) && undecided.remove(partition)) {
                places[partition] = stored.position().offset();
            }
        });
        standing.forEach((partition, record) -> {
            if (undecided.contains(partition.partition())) {
                throw record.exception();
            }
        });
        return new Cursor(places);
    }

    /** What Kafka says: a commit marker counts there with the time of its commit, so the first event may be further on. */
    private Cursor notBefore(Instant time, Cursor visible) {
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> time.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times, answer);
        return cursor(partition -> {
            OffsetAndTimestamp first = found.get(partition);
            return first == null ? visible.next(partition.partition()) : first.offset();
        });
    }

    private boolean reached(Cursor end) {
        return partitions.stream()
                .allMatch(partition -> standing.containsKey(partition)
                        || position.next(partition.partition()) >= end.next(partition.partition()));
    }

    private List<StoredEvent> poll(Duration atMost) {
        List<StoredEvent> events = new ArrayList<>();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(atMost);
        for (TopicPartition partition : records.partitions()) {
            addReadable(partition, records.records(partition), events);
        }
        Cursor before = position;
        position = cursor(partition -> consumer.position(partition, answer));
        for (TopicPartition partition : partitions) {
            int number = partition.partition();
            List<ConsumerRecord<byte[], byte[]>> found = records.records(partition);
            long next =
                    found.isEmpty() ? position.next(number) : found.getFirst().offset();
            beginning.nothingBetween(number, before.next(number), next);
        }
        return events;
    }

    /** The events up to the first record that is none. */
    private void addReadable(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> found, List<StoredEvent> events) {
        for (ConsumerRecord<byte[], byte[]> kafka : found) {
            try {
                Position place = new Position(kafka.partition(), kafka.offset());
                events.add(new StoredEvent(place, EventRecord.of(kafka).toEnvelope()));
            } catch (IllegalArgumentException e) {
                standAt(partition, kafka.offset(), UnreadableRecord.of(kafka, e));
                return;
            }
        }
    }

    private void standAt(TopicPartition partition, long offset, UnreadableRecord record) {
        LOG.error(
                "event=feed-unreadable place=\"{}\" type={} reason=\"{}\"",
                record.place(),
                record.type(),
                record.reason());
        consumer.seek(partition, offset);
        consumer.pause(List.of(partition));
        standing.put(partition, record);
    }

    private Cursor cursor(ToLongFunction<TopicPartition> next) {
        return new Cursor(partitions.stream().mapToLong(next).toArray());
    }

    @Override
    public void close() {
        try {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        } catch (KafkaException e) {
            LOG.debug("event=feed-reader-close-failed", e);
        }
    }
}
