package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The brokers, seen as one: what was acknowledged is lost only if a test says so, and any request may find nobody. */
public final class Cluster {
    private static final int FENCING_ALLOWED_PERCENT = 50;
    private static final int FORMER_COORDINATOR_ASKED_PERCENT = 70;
    private static final int FORMER_LEADER_ASKED_PERCENT = 70;

    private final Schedule schedule;
    private final Chance chance;
    private final Network network;
    private final TransactionCoordinator transactions;
    private final GroupCoordinator group;
    private final Map<TopicPartition, PartitionLog> logs = new HashMap<>();
    private final GroupOffsets offsets = new GroupOffsets();
    private final Set<Claim> confirmed = new LinkedHashSet<>();
    private final List<List<ConsumerRecord<byte[], byte[]>>> committed = new ArrayList<>();
    private final Map<Life, Step> steps = new HashMap<>();
    private final boolean fencingAllowed;
    private @Nullable GroupOffsets formerOffsets;
    private long formerUntil;
    private long formerLeadersUntil;
    private int foreigners;

    /** The group told a process that it owns a partition. */
    private record Claim(Life life, int partition) {}

    public Cluster(Schedule schedule, Chance chance, EventStoreConfig config) {
        this.schedule = schedule;
        this.chance = chance;
        this.network = new Network(schedule, chance);
        this.transactions = new TransactionCoordinator(schedule, chance, network, this);
        this.group = new GroupCoordinator(
                schedule,
                chance,
                network,
                config.events().partitions(),
                config.timing().sessionTimeout());
        this.fencingAllowed = chance.percent(FENCING_ALLOWED_PERCENT);
    }

    public Network network() {
        return network;
    }

    public GroupCoordinator group() {
        return group;
    }

    TransactionCoordinator transactions() {
        return transactions;
    }

    public PartitionLog log(TopicPartition partition) {
        return logs.computeIfAbsent(partition, PartitionLog::new);
    }

    GroupOffsets offsets() {
        return offsets;
    }

    /** The offsets as whoever is asked about them knows them, which may be a coordinator that was replaced. */
    GroupOffsets offsetsAsAsked() {
        GroupOffsets former = formerOffsets;
        return former != null && schedule.now() < formerUntil && chance.percent(FORMER_COORDINATOR_ASKED_PERCENT)
                ? former
                : offsets;
    }

    /** Replaces the group's coordinator; the former one goes on answering questions about offsets for a while. */
    public void replaceCoordinator(Duration time) {
        formerOffsets = offsets.former();
        formerUntil = schedule.now() + time.toNanos();
    }

    /**
     * Replaces the leaders of all partitions; the former ones go on answering readers and questions about offsets for a while.
     * What is written is acknowledged by the present ones alone.
     */
    public void replaceLeaders(Duration time) {
        logs.values().forEach(PartitionLog::replaceLeader);
        formerLeadersUntil = schedule.now() + time.toNanos();
    }

    /** The high watermark as whoever is asked knows it. */
    long endAsAsked(TopicPartition partition) {
        return formerLeaderIsAsked()
                ? log(partition).formerEnd()
                : log(partition).end();
    }

    /** The last stable offset as whoever is asked knows it. */
    long stableAsAsked(TopicPartition partition) {
        return formerLeaderIsAsked()
                ? log(partition).formerStable()
                : log(partition).stable();
    }

    private boolean formerLeaderIsAsked() {
        return schedule.now() < formerLeadersUntil && chance.percent(FORMER_LEADER_ASKED_PERCENT);
    }

    /** A transaction was committed just now; its markers come later. */
    void committed(TransactionRun run) {
        committed.add(run.partitions().stream()
                .flatMap(partition -> log(partition).of(run).stream())
                .toList());
    }

    /** The records of every transaction that was committed so far, in the order in which that was decided. */
    public List<List<ConsumerRecord<byte[], byte[]>>> committed() {
        return Collections.unmodifiableList(committed);
    }

    /** Writes the marker of a transaction's end. */
    void mark(TopicPartition partition, TransactionRun run) {
        if (partition.equals(GroupOffsets.LOG)) {
            offsets.mark(run);
        } else {
            log(partition).mark(run);
        }
    }

    /** The group told the process, at its assignment or when it asked, that the partition is its own. */
    void confirm(Life life, int partition) {
        confirmed.add(new Claim(life, partition));
    }

    /** Begins not twice on the same word of the group: in between, the process may have lost everything. */
    void requireConfirmed(Life life) {
        Optional<Claim> word =
                confirmed.stream().filter(claim -> claim.life() == life).findFirst();
        if (word.isEmpty()) {
            throw new AssertionError(life.name() + " begins to write without asking the group");
        }
        confirmed.remove(word.get());
    }

    /** How far a process has come within a transaction. */
    public enum Step {
        NONE,
        BEGUN,
        /** The group has taken its offsets. */
        OFFSETS_TAKEN
    }

    void steps(Life life, Step step) {
        steps.put(life, step);
    }

    public Step step(Life life) {
        return steps.getOrDefault(life, Step.NONE);
    }

    /** Some clusters let nobody use the transactional id of another. */
    boolean fencingAllowed() {
        return fencingAllowed;
    }

    /** Somebody else writes a record into the partition, and leaves it to the broker to abort the transaction. */
    public void leaveOpen(TopicPartition partition, Duration timeout) {
        String id = "foreign-" + ++foreigners;
        byte[] bytes = {1};
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(partition.topic(), partition.partition(), bytes, bytes);
        transactions.produce(id, transactions.init(id), partition, List.of(record), timeout.toNanos());
    }
}
