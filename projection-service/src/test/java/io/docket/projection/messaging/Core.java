package io.docket.projection.messaging;

import io.docket.contracts.position.Position;
import io.docket.projection.apply.Background;
import io.docket.projection.apply.BatchApplier;
import io.docket.projection.apply.EventLog;
import io.docket.projection.apply.OtherInstances;
import io.docket.projection.apply.Partitions;
import io.docket.projection.apply.Preparation;
import io.docket.projection.apply.Progress;
import io.docket.projection.apply.Recordings;
import io.docket.projection.apply.SourceConfig;
import io.docket.projection.deadletter.Limits;
import io.docket.projection.deadletter.ParkedRoots;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.generations.CurrentRegistry;
import io.docket.projection.generations.GenerationsConfig;
import io.docket.projection.generations.GenerationsRuntime;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.query.Documents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** An instance of the service without HTTP: its own consumer in the group, its own knowledge of the generations. */
public final class Core implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Queue<Runnable> onPollingThread = new ConcurrentLinkedQueue<>();
    private final Watermarks watermarks = new Watermarks();
    private final MongoStore store;
    private final GenerationsRuntime generations;
    private final Preparation preparation;
    private final PartitionOwnership ownership;
    private final EventsChannel channel;
    private final KafkaConsumer<String, byte[]> consumer;
    private final String topic;
    private final Runnable endOthers;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile GroupMembershipOperation leaving = GroupMembershipOperation.LEAVE_GROUP;

    /** Joins the group that reads the topic into the database. */
    public Core(String kafka, String topic, String database, GenerationsConfig config) {
        this.topic = topic;
        Clock clock = Clock.systemUTC();
        CurrentRegistry current = new CurrentRegistry(config, clock);
        store = MongoStore.existing(database, current);
        Partitions partitions = new Partitions(watermarks, clock);
        KafkaLogReaders readers = new KafkaLogReaders(kafka, topic, config);
        generations = new GenerationsRuntime(store, current, partitions, this::madeFrom, readers, config);
        preparation = new Preparation(
                new KafkaLogs(kafka, topic), store.source(), store.positions(), generations.keeper(), new Strict());
        EventLog log = (partition, offset) -> onPollingThread.add(() -> rewind(partition, offset));
        BatchApplier applier = new BatchApplier(
                generations.targets(),
                store.views(),
                store.positions(),
                (states, actors, next) -> Uni.createFrom().voidItem(),
                partitions,
                log,
                new ParkedRoots(partitions, store.letters(), Limits.FAR, clock),
                new Recordings.Config());
        ownership = new PartitionOwnership(preparation, partitions, applier);
        channel = new EventsChannel(
                applier,
                new Recordings.Config(),
                new Progress(new SimpleMeterRegistry(), partitions, watermarks, clock));
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka,
                        "group.id",
                        database,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        false,
                        "max.poll.records",
                        1_000,
                        "fetch.max.wait.ms",
                        20,
                        "heartbeat.interval.ms",
                        300,
                        "session.timeout.ms",
                        6_000,
                        "partition.assignment.strategy",
                        CooperativeStickyAssignor.class.getName()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        endOthers = Background.start(new OtherInstances(watermarks, partitions, store.positions()));
        generations.start();
        thread = Thread.ofPlatform().daemon().name("core-" + topic).start(this::run);
    }

    /** What an operator asks for here. */
    public GenerationsRuntime generations() {
        return generations;
    }

    /** What queries read here. */
    public Documents documents() {
        return store.documents();
    }

    /** Waits as a query with {@code Docket-After} does; false if it would answer 504. */
    public boolean awaits(Position position, Duration wait) {
        return watermarks.await(position, wait).await().atMost(wait.multipliedBy(2));
    }

    /** True as soon as it may be asked. */
    public boolean isReady() {
        return preparation.madeFrom().isPresent();
    }

    /** How far the views are, as this instance knows. */
    public Map<Integer, Long> positions() {
        return watermarks.positions();
    }

    /** Stops at once, without telling the group or finishing anything. */
    public void kill() {
        leaving = GroupMembershipOperation.REMAIN_IN_GROUP;
        close();
    }

    @Override
    public void close() {
        stopping = true;
        channel.stop(new ShutdownEvent());
        generations.close();
        endOthers.run();
        try {
            thread.join(Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }

    private Optional<String> madeFrom() {
        return preparation.madeFrom();
    }

    private void run() {
        consumer.subscribe(List.of(topic), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
                ownership.onPartitionsRevoked(consumer, revoked);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
                ownership.onPartitionsAssigned(consumer, assigned);
            }
        });
        try {
            while (!stopping) {
                for (Runnable work = onPollingThread.poll(); work != null; work = onPollingThread.poll()) {
                    work.run();
                }
                ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    channel.apply(records);
                }
            }
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)).withGroupMembershipOperation(leaving));
        }
    }

    private void rewind(int partition, long offset) {
        TopicPartition there = new TopicPartition(topic, partition);
        if (consumer.assignment().contains(there)) {
            consumer.seek(there, offset);
        }
    }

    private record Strict() implements SourceConfig {
        @Override
        public OnForeignLog onForeignLog() {
            return OnForeignLog.REFUSE;
        }

        @Override
        public Duration startTimeout() {
            return Duration.ofSeconds(30);
        }
    }
}
