package io.docket.eventstore.simulation;

import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.Owner;
import io.docket.eventstore.PartitionListener;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.internal.answer.StageAnswer;
import io.docket.eventstore.internal.checkpoint.CheckpointSigner;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.index.IndexIdentity;
import io.docket.eventstore.internal.index.IndexMemory;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.log.FormerOwners;
import io.docket.eventstore.internal.log.LogIdentity;
import io.docket.eventstore.internal.log.LogReader;
import io.docket.eventstore.internal.log.RecordLimit;
import io.docket.eventstore.internal.owners.OwnersDirectory;
import io.docket.eventstore.internal.owners.OwnershipAnnouncer;
import io.docket.eventstore.internal.ownership.GroupMember;
import io.docket.eventstore.internal.ownership.OwnedPartitions;
import io.docket.eventstore.internal.standby.Standby;
import io.docket.eventstore.internal.writer.PendingAppend;
import io.docket.eventstore.internal.writer.SharedTransactions;
import io.docket.eventstore.internal.writer.WriterContext;
import io.docket.eventstore.simulation.kafka.Cluster;
import io.docket.eventstore.simulation.kafka.SimulatedClients;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import io.docket.eventstore.simulation.schedule.SimulatedMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** One process with the store's own ownership, writers and indexes, put together as {@code KafkaEventStore} does. */
final class Instance {
    static final LogIdentity LOG = new LogIdentity("cluster", "e", "events-id", "outcomes-id", 1 << 20);
    private static final int ANSWER_MOST_MILLIS = 5;

    private final Life life;
    private final Schedule schedule;
    private final Chance chance;
    private final EventStoreConfig config;
    private final WallClock clock;
    private final long clockSkewMillis;
    private final Indexes indexes;
    private final OwnedPartitions partitions;
    private final GroupMember member;
    private final SharedTransactions transactions;
    private final Standby standby;
    private final OwnersDirectory directory;
    private final Executor answers = this::answerLater;

    Instance(
            String name,
            Schedule schedule,
            Chance chance,
            Cluster cluster,
            WallClock clock,
            EventStoreConfig config,
            @Nullable CheckpointSigner signer,
            LogView log,
            IndexMemory memory,
            PartitionListener listener) {
        this.life = new Life(name);
        this.schedule = schedule;
        this.chance = chance;
        this.config = config;
        this.clock = clock;
        this.clockSkewMillis = chance.between(-WallClock.MOST_SKEW_MILLIS, WallClock.MOST_SKEW_MILLIS);
        this.indexes = new Indexes(config.dataDir(), memory, config.timing().outcomeWindow(), this::now);
        this.partitions = new OwnedPartitions(config);
        partitions.addListener(listener);
        SimulatedMachine machine = new SimulatedMachine(schedule, life);
        SimulatedClients clients = new SimulatedClients(config, life, schedule, chance, cluster);
        Admin admin = clients.admin();
        this.standby = new Standby(config, clients, LOG, indexes, name, partitions, machine);
        this.directory = new OwnersDirectory(config.cluster().owners(), () -> clients.follower("owners"), machine);
        directory.addListener(new HeardOwners(name, log, directory));
        String writerId = clients.writerId(name);
        this.member = new GroupMember(config, writerId, () -> clients.member(name), partitions, machine);
        this.transactions = new SharedTransactions(
                config.events().name(),
                config.limits(),
                () -> clients.writer(name, LOG.maxMessageBytes()),
                member::standing,
                machine);
        partitions.start(
                new WriterContext(
                        config,
                        transactions,
                        writerId,
                        new FormerOwners(config, admin, writerId, machine),
                        LOG,
                        new RecordLimit(config.limits().recordBytes(), LOG.maxMessageBytes(), LOG::maxMessageBytes),
                        new LogReader(config, clients, admin, machine),
                        indexes,
                        signer,
                        partitions,
                        announcer(name),
                        machine,
                        this::now,
                        answers),
                member);
        directory.start();
        standby.start();
        member.start();
    }

    private OwnershipAnnouncer announcer(String name) {
        String address = Objects.requireNonNull(config.cluster().advertised());
        return new OwnershipAnnouncer(config.cluster().owners().name(), name, address, this::now);
    }

    /** Remembers what is open, to close it when its process is gone. */
    private static final class Indexes extends IndexFolder {
        private final Map<Integer, PartitionIndex> open = new TreeMap<>();
        private int dropsToFail;

        Indexes(Path folder, IndexMemory memory, Duration outcomeWindow, InstantSource clock) {
            super(folder, memory, outcomeWindow, clock);
        }

        @Override
        public PartitionIndex openFromDisk(IndexIdentity identity) {
            PartitionIndex index = super.openFromDisk(identity);
            open.put(identity.partition(), index);
            return index;
        }

        @Override
        public void drop(int partition) {
            if (dropsToFail-- > 0) {
                throw new UncheckedIOException(new IOException("Read-only file system"));
            }
            super.drop(partition);
        }
    }

    /** What time it is, as its clock has it. */
    Instant now() {
        return clock.now().plusMillis(clockSkewMillis);
    }

    private void answerLater(Runnable answer) {
        schedule.after(chance.nanos(0.1, ANSWER_MOST_MILLIS), () -> {
            if (schedule.stopped(life)) {
                answerLater(answer);
            } else if (!life.dead()) {
                answer.run();
            }
        });
    }

    Life life() {
        return life;
    }

    boolean answers() {
        return !life.dead() && !schedule.stopped(life);
    }

    /** The index of a partition, as the last one that was opened; it may be closed. */
    PartitionIndex index(int partition) {
        return indexes.open.get(partition);
    }

    /** The disk lets no index be deleted, so many times. */
    void failDrops(int times) {
        indexes.dropsToFail = times;
    }

    /** Where it thinks that commands for a partition go. */
    Optional<Owner> knownOwner(int partition) {
        return directory.ownerOf(partition);
    }

    /** How many partitions of others it keeps warm, at most. */
    int standby() {
        return config.cluster().standby();
    }

    /** How far it has followed a partition of another instance; empty if it does not follow it. */
    OptionalLong followed(int partition) {
        return standby.nextOffset(partition);
    }

    List<PartitionStatus> status() {
        return partitions.status();
    }

    /** True if it answers reads of the partition now. */
    boolean reads(int partition) {
        try {
            return partitions.owned(partition).ask(_ -> true);
        } catch (EventStoreException e) {
            return false;
        }
    }

    /** The state of an entity, as its next command is decided on. */
    EntityState load(int partition, String streamId) {
        return partitions.owned(partition).ask(index -> EntityState.load(index, streamId));
    }

    boolean hasSnapshot(int partition, String streamId) {
        return partitions.owned(partition).ask(index -> index.snapshot(streamId) != null);
    }

    void storeSnapshot(int partition, String streamId, EntityState state) {
        partitions.owned(partition).ask(index -> {
            index.storeSnapshot(streamId, state.toBytes());
            return true;
        });
    }

    /** The latest tenure of any partition here. */
    long tenure() {
        return partitions.tenure();
    }

    long head(int partition, String streamId) {
        return partitions.owned(partition).ask(index -> index.head(streamId));
    }

    List<StoredEvent> events(int partition, String streamId) {
        return partitions.owned(partition).ask(index -> index.events(streamId, 1, Integer.MAX_VALUE));
    }

    Optional<StoredOutcome> outcome(String tenant, String key) {
        return partitions.ask(index -> index.outcome(tenant, key));
    }

    CompletableFuture<Committed> append(int partition, AppendRequest request) {
        try {
            StageAnswer answer = new StageAnswer(answers);
            partitions.owned(partition).submit(PendingAppend.of(request, now(), 1 << 20, answer));
            return answer.stage().toCompletableFuture();
        } catch (EventStoreException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The power goes: nothing is finished, and the disk holds what it held. */
    void crash() {
        life.end();
        indexes.open.values().forEach(PartitionIndex::close);
    }

    /** A regular end, in the order of {@code KafkaEventStore}. */
    void close() {
        standby.close();
        member.close();
        partitions.close();
        transactions.close();
        directory.close();
        crash();
    }

    EventStoreConfig config() {
        return config;
    }
}
