package io.docket.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.internal.answer.Answer;
import io.docket.eventstore.internal.answer.AnswerThreads;
import io.docket.eventstore.internal.answer.AwaitedAnswer;
import io.docket.eventstore.internal.answer.Patience;
import io.docket.eventstore.internal.answer.StageAnswer;
import io.docket.eventstore.internal.checkpoint.CheckpointSigner;
import io.docket.eventstore.internal.feed.KafkaEventLog;
import io.docket.eventstore.internal.index.IndexFolder;
import io.docket.eventstore.internal.index.IndexMemory;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.internal.log.FormerOwners;
import io.docket.eventstore.internal.log.KafkaClients;
import io.docket.eventstore.internal.log.LogIdentity;
import io.docket.eventstore.internal.log.LogReader;
import io.docket.eventstore.internal.log.LogTopics;
import io.docket.eventstore.internal.log.OneCluster;
import io.docket.eventstore.internal.log.RecordLimit;
import io.docket.eventstore.internal.machine.JavaMachine;
import io.docket.eventstore.internal.machine.Machine;
import io.docket.eventstore.internal.owners.Announcer;
import io.docket.eventstore.internal.owners.OwnersDirectory;
import io.docket.eventstore.internal.owners.OwnershipAnnouncer;
import io.docket.eventstore.internal.ownership.GroupMember;
import io.docket.eventstore.internal.ownership.InstanceFolder;
import io.docket.eventstore.internal.ownership.OwnedPartitions;
import io.docket.eventstore.internal.standby.Standby;
import io.docket.eventstore.internal.writer.PendingAppend;
import io.docket.eventstore.internal.writer.SharedTransactions;
import io.docket.eventstore.internal.writer.WriterContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event store on plain Kafka: one writer per owned partition, transactions that all of them share, and an index of
 * each owned partition on local disk.
 */
public final class KafkaEventStore implements EventStore {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaEventStore.class);
    private static final int PAGE_EVENTS = 256;

    private final EventStoreConfig config;
    private final RecordLimit recordLimit;
    private final Clock clock = Clock.systemUTC();
    private final AnswerThreads answers = new AnswerThreads();
    private final Patience patience;
    private final InstanceFolder folder;
    private final Admin admin;
    private final IndexMemory memory;
    private final OwnedPartitions partitions;
    private final GroupMember member;
    private final SharedTransactions transactions;
    private final KafkaEventLog log;
    private final Standby standby;
    private final OwnersDirectory directory;

    private KafkaEventStore(
            EventStoreConfig config, KafkaClients clients, InstanceFolder folder, Admin admin, Patience patience) {
        this.config = config;
        this.patience = patience;
        this.folder = folder;
        this.admin = admin;
        CheckpointSigner signer = signer(config);
        LogTopics topics = new LogTopics(admin, config);
        folder.requireCluster(topics.clusterId(), config.bootstrapServers());
        new OneCluster(clients::admin).require(config.bootstrapServers(), topics.clusterId());
        LogIdentity identity = topics.prepare();
        this.recordLimit = new RecordLimit(
                config.limits().recordBytes(),
                identity.maxMessageBytes(),
                () -> topics.maxMessageBytes(RecordLimit.PATIENCE));
        this.memory = new IndexMemory(config.limits());
        this.partitions = new OwnedPartitions(config);
        IndexFolder indexes =
                new IndexFolder(config.dataDir(), memory, config.timing().outcomeWindow(), clock);
        Machine machine = new JavaMachine();
        this.log = new KafkaEventLog(
                config, clients, partition -> partitions.status().get(partition).nextOffset());
        this.standby = new Standby(config, clients, identity, indexes, folder.instanceId(), partitions, machine);
        this.directory = new OwnersDirectory(config.cluster().owners(), () -> clients.follower("owners"), machine);
        String instance = folder.instanceId();
        String writerId = clients.writerId(instance);
        this.member = new GroupMember(config, writerId, () -> clients.member(instance), partitions, machine);
        this.transactions = new SharedTransactions(
                config.events().name(),
                config.limits(),
                () -> clients.writer(instance, recordLimit.bytes()),
                member::standing,
                machine);
        partitions.start(
                new WriterContext(
                        config,
                        transactions,
                        writerId,
                        new FormerOwners(config, admin, writerId, machine),
                        identity,
                        recordLimit,
                        new LogReader(config, clients, admin, machine),
                        indexes,
                        signer,
                        partitions,
                        announcer(),
                        machine,
                        clock,
                        answers),
                member);
    }

    private Announcer announcer() {
        String address = config.cluster().advertised();
        return address == null
                ? Announcer.NONE
                : new OwnershipAnnouncer(config.cluster().owners().name(), folder.instanceId(), address, clock);
    }

    private void start() {
        if (config.cluster().advertised() != null) {
            directory.start();
        }
        standby.start();
        member.start();
    }

    /**
     * Checks the broker, creates missing topics, and joins the group. Returns before partitions are assigned:
     * {@link #partitions} tells when they are served.
     *
     * @throws StartRefusedException if running would be wrong: the message says why
     * @throws StoreUnavailableException if the broker does not answer
     */
    public static KafkaEventStore open(EventStoreConfig config) {
        return open(config, new KafkaClients(config));
    }

    static KafkaEventStore open(EventStoreConfig config, KafkaClients clients) {
        InstanceFolder folder = InstanceFolder.open(config.dataDir());
        Patience patience = new Patience();
        Admin admin = null;
        try {
            admin = clients.admin();
            KafkaEventStore store = new KafkaEventStore(config, clients, folder, admin, patience);
            store.start();
            return store;
        } catch (RuntimeException e) {
            if (admin != null) {
                admin.close(Duration.ZERO);
            }
            patience.close();
            folder.close();
            throw e;
        }
    }

    private static @Nullable CheckpointSigner signer(EventStoreConfig config) {
        KeyFiles keys = config.signing().keys();
        if (keys == null) {
            LOG.warn("event=checkpoints-off reason=\"no signing key\"");
            return null;
        }
        CheckpointSigner signer = CheckpointSigner.of(keys);
        LOG.info("event=checkpoints-on key={}", signer.keyId());
        return signer;
    }

    @Override
    public CompletionStage<Committed> append(AppendRequest request) {
        StageAnswer answer = new StageAnswer(answers);
        try {
            submit(request, answer);
        } catch (EventStoreException e) {
            return CompletableFuture.failedStage(e);
        }
        return answer.stage();
    }

    @Override
    public Committed appendAndWait(AppendRequest request, Duration atMost) {
        AwaitedAnswer answer = new AwaitedAnswer(atMost);
        submit(request, answer);
        return patience.await(answer);
    }

    private void submit(AppendRequest request, Answer answer) {
        PendingAppend append = PendingAppend.of(request, clock.instant(), recordLimit.bytes(), answer);
        partitions.owned(partitionOf(request.root())).submit(append);
    }

    @Override
    public long tenure() {
        return partitions.tenure();
    }

    @Override
    public Stream<StoredEvent> read(String streamId, long fromSequence) {
        Function<Long, List<StoredEvent>> page =
                from -> ask(streamId, index -> index.events(streamId, from, PAGE_EVENTS));
        return Stream.iterate(page.apply(fromSequence), events -> !events.isEmpty(), events -> next(events, page))
                .flatMap(List::stream);
    }

    private static List<StoredEvent> next(List<StoredEvent> events, Function<Long, List<StoredEvent>> page) {
        return events.size() < PAGE_EVENTS
                ? List.of()
                : page.apply(events.getLast().event().sequence() + 1);
    }

    @Override
    public long head(String streamId) {
        return ask(streamId, index -> index.head(streamId));
    }

    @Override
    public Optional<StoredOutcome> outcome(String tenant, String key) {
        return partitions.ask(index -> index.outcome(tenant, key));
    }

    @Override
    public byte @Nullable [] snapshot(String streamId) {
        return ask(streamId, index -> Optional.ofNullable(index.snapshot(streamId)))
                .orElse(null);
    }

    @Override
    public void storeSnapshot(String streamId, byte[] snapshot) {
        ask(streamId, index -> {
            index.storeSnapshot(streamId, snapshot);
            return true;
        });
    }

    private <T> T ask(String streamId, Function<PartitionIndex, T> question) {
        return partitions.owned(partitionOf(rootOf(streamId))).ask(question);
    }

    @Override
    public String rootOf(String streamId) {
        try {
            return config.rootOf().apply(streamId);
        } catch (IllegalArgumentException e) {
            throw new InvalidStreamException(String.valueOf(e.getMessage()));
        }
    }

    /** The same partition that Kafka's default partitioner chooses for the key. */
    @Override
    public int partitionOf(String root) {
        return Utils.toPositive(Utils.murmur2(root.getBytes(UTF_8)))
                % config.events().partitions();
    }

    @Override
    public EventLog log() {
        return log;
    }

    @Override
    public List<PartitionStatus> partitions() {
        return partitions.status().stream().map(this::withStandby).toList();
    }

    private PartitionStatus withStandby(PartitionStatus status) {
        OptionalLong warm = standby.nextOffset(status.partition());
        return status.state() == State.NOT_OWNED && warm.isPresent()
                ? new PartitionStatus(status.partition(), State.NOT_OWNED, "standby", warm.getAsLong(), 0)
                : status;
    }

    @Override
    public boolean serves(int partition) {
        return partitions.serves(partition);
    }

    @Override
    public Owners owners() {
        return directory;
    }

    @Override
    public void addListener(PartitionListener listener) {
        partitions.addListener(listener);
    }

    @Override
    public void close() {
        log.close();
        standby.close();
        member.close();
        partitions.close();
        transactions.close();
        directory.close();
        answers.close();
        patience.close();
        admin.close();
        memory.close();
        folder.close();
    }
}
