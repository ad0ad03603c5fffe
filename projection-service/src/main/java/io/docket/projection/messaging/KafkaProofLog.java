package io.docket.projection.messaging;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.projection.apply.Logs;
import io.docket.projection.history.proof.ProofConfig;
import io.docket.projection.history.proof.ProofLog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The log and its checkpoints in Kafka, each reader with consumers of its own. */
@ApplicationScoped
public class KafkaProofLog implements ProofLog {
    private static final int CHECKPOINTS_FETCH_BYTES = 32 * 1024;
    private static final int EVENTS_FETCH_BYTES = 1024 * 1024;

    private final String bootstrapServers;
    private final String topic;
    private final ProofConfig config;
    private final Logs logs;

    public KafkaProofLog(
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = EventsChannel.TOPIC) String topic,
            ProofConfig config,
            Logs logs) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.config = config;
        this.logs = logs;
    }

    @Override
    public Name name() {
        return new Name(logs.identity().clusterId(), topic);
    }

    @Override
    public Partition open(int partition) {
        return new KafkaPartition(
                reader(topic, partition, EVENTS_FETCH_BYTES),
                reader(config.checkpoints(), partition, CHECKPOINTS_FETCH_BYTES));
    }

    private PartitionReader reader(String of, int partition, int fetchBytes) {
        return new PartitionReader(bootstrapServers, of, partition, fetchBytes, config.readTimeout());
    }

    private record KafkaPartition(PartitionReader events, PartitionReader seals) implements Partition {
        @Override
        public long beginning() {
            return events.beginning();
        }

        @Override
        public Iterator<LoggedRecord> records(long from, long to) {
            events.seek(from, to + 1);
            return events;
        }

        /** Finds the first by halving: a checkpoint is younger than another if it covers more. */
        @Override
        public Iterator<SignedCheckpoint> checkpointsOver(long offset) {
            long end = seals.end();
            long low = seals.beginning();
            long high = end;
            while (low < high) {
                long middle = (low + high) >>> 1;
                seals.seek(middle, high);
                SignedCheckpoint found = null;
                long at = middle;
                while (found == null && seals.hasNext()) {
                    LoggedRecord logged = seals.next();
                    at = logged.offset();
                    found = read(logged);
                }
                if (found == null || found.checkpoint().offset() >= offset) {
                    high = middle;
                } else {
                    low = at + 1;
                }
            }
            seals.seek(low, end);
            return new Checkpoints(seals);
        }

        @Override
        public void close() {
            try {
                events.close();
            } finally {
                seals.close();
            }
        }
    }

    private static @Nullable SignedCheckpoint read(LoggedRecord logged) {
        byte[] value = logged.value();
        try {
            return value == null ? null : SignedCheckpoint.of(value);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    /** The checkpoints among the records. */
    private static final class Checkpoints implements Iterator<SignedCheckpoint> {
        private final PartitionReader records;
        private @Nullable SignedCheckpoint next;

        Checkpoints(PartitionReader records) {
            this.records = records;
        }

        @Override
        public boolean hasNext() {
            while (next == null && records.hasNext()) {
                next = read(records.next());
            }
            return next != null;
        }

        @Override
        public SignedCheckpoint next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            SignedCheckpoint taken = next;
            next = null;
            return taken;
        }
    }
}
