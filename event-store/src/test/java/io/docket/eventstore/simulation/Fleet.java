package io.docket.eventstore.simulation;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.Owner;
import io.docket.eventstore.PartitionListener;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.internal.checkpoint.CheckpointSigner;
import io.docket.eventstore.internal.index.IndexMemory;
import io.docket.eventstore.internal.index.PartitionIndex;
import io.docket.eventstore.simulation.kafka.Cluster;
import io.docket.eventstore.simulation.kafka.Cluster.Step;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All instances: started, crashed, started again, each with its disk. */
final class Fleet {
    private final Schedule schedule;
    private final Chance chance;
    private final Cluster cluster;
    private final WallClock clock;
    private final EventStoreConfig config;
    private final @Nullable CheckpointSigner signer;
    private final LogView log;
    private final Checker checker;
    private final IndexMemory memory;
    private final List<Instance> instances = new ArrayList<>();
    private final List<Disk> disks = new ArrayList<>();

    /** @param signer signs the checkpoints of all instances; {@code null}: there are none */
    Fleet(
            Schedule schedule,
            Chance chance,
            Cluster cluster,
            WallClock clock,
            EventStoreConfig config,
            @Nullable CheckpointSigner signer,
            LogView log,
            Checker checker) {
        this.schedule = schedule;
        this.chance = chance;
        this.cluster = cluster;
        this.clock = clock;
        this.config = config;
        this.signer = signer;
        this.log = log;
        this.checker = checker;
        this.memory = new IndexMemory(config.limits());
    }

    void start(int size) {
        for (int number = 0; number < size; number++) {
            disks.add(new Disk(config.dataDir().resolve("i" + number)));
            instances.add(open(number));
        }
    }

    int size() {
        return instances.size();
    }

    Instance instance(int number) {
        return instances.get(number);
    }

    /** The owner of a partition as the group sees it, or any instance if there is none. */
    int owner(int partition) {
        return numberOf(cluster.group().owner(partition));
    }

    /** The group assigns all partitions anew. */
    void rearrange() {
        cluster.group().shuffle();
    }

    /** The instance that is this process, or any if its process is gone. */
    int numberOf(@Nullable Life life) {
        return IntStream.range(0, instances.size())
                .filter(number -> instances.get(number).life() == life)
                .findFirst()
                .orElseGet(() -> chance.below(instances.size()));
    }

    /** A process that runs, and is at this step of a transaction. */
    @Nullable
    Life at(Step step) {
        return instances.stream()
                .map(Instance::life)
                .filter(life -> !life.dead() && !schedule.stopped(life) && cluster.step(life) == step)
                .findFirst()
                .orElse(null);
    }

    void restart(int number) {
        instances.set(number, open(number));
    }

    Disk disk(int number) {
        return disks.get(number);
    }

    private Instance open(int number) {
        String name = "i" + number;
        Path folder = disks.get(number).folder();
        Instance[] self = new Instance[1];
        EventStoreConfig own = new EventStoreConfig(
                config.bootstrapServers(),
                config.groupId(),
                folder,
                config.events(),
                config.outcomes(),
                config.rootOf(),
                config.signing(),
                config.limits(),
                config.timing(),
                config.kafka(),
                new EventStoreConfig.Cluster(
                        config.cluster().owners(), name + ":1", config.cluster().standby()));
        self[0] =
                new Instance(name, schedule, chance, cluster, clock, own, signer, log, memory, new PartitionListener() {
                    @Override
                    public void acquired(int partition) {
                        checkIndex(self[0], partition);
                    }

                    @Override
                    public void released(int partition) {
                        checkIndex(self[0], partition);
                    }
                });
        return self[0];
    }

    private void checkIndex(Instance instance, int partition) {
        PartitionIndex index = instance.index(partition);
        if (index != null) {
            checker.indexIsFold(index, partition, instance.now());
        }
    }

    /** What looks at one index. */
    interface IndexLook {
        void at(Instance instance, int partition, PartitionIndex index);
    }

    /** Looks at every index that is open, or was. */
    void forEachIndex(IndexLook look) {
        for (Instance instance : instances) {
            for (int partition = 0; partition < config.events().partitions(); partition++) {
                PartitionIndex index = instance.index(partition);
                if (index != null) {
                    look.at(instance, partition, index);
                }
            }
        }
    }

    /** Whoever answers reads now knows of an append that was acknowledged just now. */
    void checkReaders(Attempt acknowledged) {
        int partition = acknowledged.partition(config.events().partitions());
        instances.forEach(instance -> check(instance, partition));
    }

    /** An instance that answers reads of a partition must know what was acknowledged, by whomever. */
    void check(Instance instance, int partition) {
        if (instance.answers() && instance.reads(partition)) {
            checker.knowsAcknowledged(instance.index(partition), partition);
        }
    }

    private static boolean serves(Instance instance, int partition) {
        return instance.status().get(partition).state() == State.SERVING;
    }

    /** Every partition is served by somebody; each index is checked. */
    boolean serving() {
        for (int partition = 0; partition < config.events().partitions(); partition++) {
            int number = partition;
            if (instances.stream().noneMatch(instance -> serves(instance, number))) {
                return false;
            }
        }
        return true;
    }

    /** Where some instance would send a command for the partition; empty if it knows of nobody. */
    OptionalInt routed(int partition) {
        return instances.get(chance.below(instances.size())).knownOwner(partition).stream()
                .mapToInt(owner -> Integer.parseInt(owner.instance().substring(1)))
                .findFirst();
    }

    /** Every instance knows the owner of every partition. */
    boolean knowing() {
        for (int partition = 0; partition < config.events().partitions(); partition++) {
            int number = partition;
            Life owner = cluster.group().owner(partition);
            if (owner == null
                    || !instances.stream()
                            .allMatch(instance -> owner.name()
                                    .equals(instance.knownOwner(number)
                                            .map(Owner::instance)
                                            .orElse("")))) {
                return false;
            }
        }
        return true;
    }

    /** Every instance follows as many partitions of others as it may, and has read them to their end. */
    boolean following() {
        return instances.stream().allMatch(this::follows);
    }

    private boolean follows(Instance instance) {
        List<Integer> others = IntStream.range(0, config.events().partitions())
                .filter(partition -> cluster.group().owner(partition) != instance.life())
                .boxed()
                .toList();
        List<Integer> followed = others.stream()
                .filter(partition -> instance.followed(partition).isPresent())
                .toList();
        return followed.size() == Math.min(others.size(), instance.standby())
                && followed.stream()
                        .allMatch(partition -> instance.followed(partition).getAsLong() >= log.endOfEvents(partition));
    }

    void checkAll() {
        for (Instance instance : instances) {
            for (int partition = 0; partition < config.events().partitions(); partition++) {
                checkIndex(instance, partition);
                check(instance, partition);
            }
        }
    }

    List<String> states() {
        return instances.stream()
                .map(instance -> instance.life().name()
                        + known(instance)
                        + instance.status().stream()
                                .map(status -> status.state() + " " + status.detail())
                                .toList())
                .toList();
    }

    private List<String> known(Instance instance) {
        return IntStream.range(0, config.events().partitions())
                .mapToObj(partition -> " owner of " + partition + " "
                        + instance.knownOwner(partition).map(Owner::instance).orElse("nobody") + " followed to "
                        + instance.followed(partition))
                .toList();
    }

    void close() {
        instances.forEach(Instance::crash);
        memory.close();
    }
}
