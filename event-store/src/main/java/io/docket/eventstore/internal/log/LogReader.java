package io.docket.eventstore.internal.log;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.internal.index.BrokenLogException;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.machine.Machine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log of a partition into its index, from where the index stopped to the log's end. The end is the high
 * watermark and not the last stable offset: while somebody's transaction is open, it waits rather than miss it. A leader
 * that was replaced, and does not know it, tells an older end: so whoever knows of a record further on says so, and that
 * one is waited for.
 */
public final class LogReader {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Offsets to read from which on it pays to wait for a turn, and to bring the index to disk at the end. */
    private static final long FAR = 10_000;

    private static final long STALL_WARNING_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final EventStoreConfig config;
    private final KafkaClients clients;
    private final Admin admin;
    private final Turns turns;

    public LogReader(EventStoreConfig config, KafkaClients clients, Admin admin, Machine machine) {
        this.config = config;
        this.clients = clients;
        this.admin = admin;
        this.turns = new Turns(machine, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Reads to the end.
     *
     * @param atLeast offsets up to which the log is known to reach, by topic and partition
     * @param goOn asked between reads; when it says no, reading stops
     * @return number of events read, or -1 if it was stopped before the end
     * @throws BrokenLogException if the log breaks a rule
     * @throws KafkaException if the log cannot be read now
     */
    public long readToEnd(
            PartitionIndex index, int partition, Map<TopicPartition, Long> atLeast, BooleanSupplier goOn) {
        TopicPartition events = new TopicPartition(config.events().name(), partition);
        TopicPartition outcomes = new TopicPartition(config.outcomes().name(), partition);
        Map<TopicPartition, Long> begin = offsets(events, outcomes, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = offsets(events, outcomes, OffsetSpec.latest());
        end.replaceAll((topic, told) -> Math.max(told, atLeast.getOrDefault(topic, 0L)));
        requireWholeHistory(events, begin.get(events));
        if (index.nextEvent() > end.get(events) || index.nextOutcome() > end.get(outcomes)) {
            throw new KafkaException("index of partition " + partition + " reaches " + index.nextEvent() + "/"
                    + index.nextOutcome() + ", the log is said to end at " + end.get(events) + "/" + end.get(outcomes));
        }
        try (Turns.Turn turn = turns.next();
                Consumer<byte[], byte[]> reader = clients.reader(partition)) {
            reader.assign(List.of(events, outcomes));
            reader.seek(events, index.nextEvent());
            reader.seek(outcomes, Math.max(index.nextOutcome(), begin.get(outcomes)));
            if (end.get(events) - index.nextEvent() < FAR) {
                return read(reader, index, events, outcomes, end, turn, goOn);
            }
            turn.await(goOn);
            try (PartitionIndex.CatchUp _ = index.catchUp()) {
                return read(reader, index, events, outcomes, end, turn, goOn);
            }
        }
    }

    private static long read(
            Consumer<byte[], byte[]> reader,
            PartitionIndex index,
            TopicPartition events,
            TopicPartition outcomes,
            Map<TopicPartition, Long> end,
            Turns.Turn turn,
            BooleanSupplier goOn) {
        long count = 0;
        long warnAt = System.nanoTime() + STALL_WARNING_NANOS;
        while (reader.position(events) < end.get(events) || reader.position(outcomes) < end.get(outcomes)) {
            if (!goOn.getAsBoolean()) {
                return -1;
            }
            var records = reader.poll(POLL);
            if (records.isEmpty()) {
                turn.pass(goOn);
            }
            count += LogFold.apply(records, index, events, outcomes, reader);
            if (System.nanoTime() > warnAt) {
                warnAt = System.nanoTime() + STALL_WARNING_NANOS;
                LOG.info(
                        "event=reading-log partition={} events={} position={} end={}",
                        events.partition(),
                        count,
                        reader.position(events),
                        end.get(events));
            }
        }
        return count;
    }

    private static void requireWholeHistory(TopicPartition events, long begin) {
        if (begin > 0) {
            throw new BrokenLogException(deletedBefore(events, begin));
        }
    }

    /** What is to be said of a log of events that does not begin with the first. */
    public static String deletedBefore(TopicPartition events, long begin) {
        return "log " + events + " begins at offset " + begin + ": the history before it was deleted";
    }

    private Map<TopicPartition, Long> offsets(TopicPartition events, TopicPartition outcomes, OffsetSpec which) {
        return AdminAnswer.get(
                        admin.listOffsets(Map.of(events, which, outcomes, which))
                                .all(),
                        config.timing().commitTimeout(),
                        "offsets of " + events)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
