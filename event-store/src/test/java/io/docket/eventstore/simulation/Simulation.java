package io.docket.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.chain.PemFile;
import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.EventStoreConfig.Limits;
import io.docket.eventstore.EventStoreConfig.Signing;
import io.docket.eventstore.EventStoreConfig.Timing;
import io.docket.eventstore.SigningKeys;
import io.docket.eventstore.internal.checkpoint.CheckpointSigner;
import io.docket.eventstore.simulation.Happenings.Kind;
import io.docket.eventstore.simulation.kafka.Cluster;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Schedule;
import io.docket.eventstore.simulation.schedule.Task;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One run from one seed: clients, instances and a cluster; trouble for a while, then a quiet time in which every command
 * must come to its end.
 */
final class Simulation {
    private static final int TROUBLE_LEAST_MILLIS = 5_000;
    private static final int TROUBLE_MOST_MILLIS = 40_000;
    private static final Duration QUIET = Duration.ofSeconds(180);
    private static final List<Duration> TRANSACTION_TIMEOUTS = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30));
    private static final List<Integer> STANDBY = List.of(0, 0, 1, EventStoreConfig.Cluster.ALL_WARM);
    private static final Limits SMALL = new Limits(50, 1 << 20, 6, 1 << 20, 1 << 20, 1 << 20, 1 << 20);

    private static final int SIGNED_PERCENT = 20;
    private static final int MOST_UNSEALED = 8;
    private static final int BY_TIME_PERCENT = 50;
    private static final int LEAST_INTERVAL_MILLIS = 500;
    private static final int MOST_INTERVAL_MILLIS = 20_000;
    private static final int NEVER_SO_MANY_EVENTS = 100_000;
    private static final int PONDERING_PERCENT = 40;
    private static final List<Duration> WINDOWS =
            List.of(Duration.ofDays(7), Duration.ofDays(7), Duration.ofSeconds(40));

    private final Chance chance;

    /** What only some runs have, drawn apart, so that the others stay the stories that they are. */
    private final Chance variation;

    private final boolean pondering;
    private boolean quiet;
    private final Schedule schedule;
    private final Cluster cluster;
    private final WallClock clock;
    private final Happenings happenings = new Happenings();
    private final Replay replay;
    private final Checker checker;
    private final Ledger ledger = new Ledger();
    private final EventStoreConfig config;
    private final Fleet fleet;

    private Simulation(long seed, Path folder, @Nullable Consumer<String> trace) {
        this.chance = new Chance(seed);
        this.variation = new Chance(-seed);
        this.pondering = variation.percent(PONDERING_PERCENT);
        this.schedule = new Schedule(chance, trace);
        int partitions = chance.between(1, 3);
        this.config = EventStoreConfig.of("simulated", "group", folder)
                .withTopics(new Topic("e", partitions, Map.of()), new Topic("o", partitions, Map.of()))
                .withCluster(
                        new EventStoreConfig.Cluster(new Topic("w", partitions, Map.of()), null, chance.oneOf(STANDBY)))
                .withLimits(SMALL)
                .withTiming(timing(chance.oneOf(WINDOWS), chance.oneOf(TRANSACTION_TIMEOUTS)))
                .withSigning(signing(partitions, folder));
        this.cluster = new Cluster(schedule, chance, config);
        this.clock = new WallClock(schedule);
        KeyFiles keys = config.signing().keys();
        LogView log = new LogView(cluster, config);
        this.replay = new Replay(config, clock, keys == null ? null : publicKey(keys), happenings);
        this.checker = new Checker(config, log, replay, ledger, happenings);
        CheckpointSigner signer = keys == null ? null : CheckpointSigner.of(keys);
        this.fleet = new Fleet(schedule, chance, cluster, clock, config, signer, log, checker);
        schedule.afterStep(new StepChecks(cluster, replay, ledger, checker, fleet));
    }

    /** Checkpoints come by the number of events or by the time alone. */
    private Signing signing(int partitions, Path folder) {
        if (!chance.percent(SIGNED_PERCENT)) {
            return Signing.NONE;
        }
        int unsealed = chance.between(1, MOST_UNSEALED);
        boolean byTime = variation.percent(BY_TIME_PERCENT);
        return new Signing(
                new Topic("c", partitions, Map.of()),
                SigningKeys.in(folder, "key"),
                byTime ? NEVER_SO_MANY_EVENTS : unsealed,
                byTime ? variation.millis(LEAST_INTERVAL_MILLIS, MOST_INTERVAL_MILLIS) : Duration.ofDays(1));
    }

    private boolean sealedByTime() {
        return config.signing().keys() != null && config.signing().everyEvents() == NEVER_SO_MANY_EVENTS;
    }

    private static PublicKey publicKey(KeyFiles keys) {
        try {
            return PemFile.publicKey(keys.publicKey());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Timing timing(Duration outcomeWindow, Duration transactionTimeout) {
        Timing usual = Timing.DEFAULT;
        return new Timing(
                outcomeWindow,
                transactionTimeout,
                usual.commitTimeout(),
                usual.unknownOutcome(),
                usual.drain(),
                usual.sessionTimeout(),
                usual.start());
    }

    /**
     * Runs one seed.
     *
     * @param folder for the disks, empty
     * @param trace hears what happens, line by line
     * @return what happened in it
     * @throws AssertionError if something does not hold that must
     */
    static Happenings run(long seed, Path folder, @Nullable Consumer<String> trace) {
        Simulation simulation = new Simulation(seed, folder, trace);
        try {
            simulation.schedule.run(simulation::play);
            return simulation.happenings;
        } finally {
            simulation.fleet.close();
        }
    }

    private void play() {
        fleet.start(chance.oneOf(List.of(1, 2, 2, 3, 3)));
        Workload workload = new Workload(chance, chance.between(1, 4), pondering);
        int commands = chance.between(5, 25);
        int thinkMillis = chance.between(20, 2_000);
        List<Task> clients = IntStream.range(0, chance.between(1, 5))
                .mapToObj(number -> schedule.spawn(
                        "client-" + number,
                        () -> new Client(
                                        schedule,
                                        chance,
                                        fleet,
                                        ledger,
                                        checker,
                                        happenings,
                                        workload,
                                        config.events().partitions(),
                                        () -> pondering && !quiet)
                                .run(commands, thinkMillis)))
                .toList();
        Faults faults = new Faults(schedule, chance, cluster, fleet, config, clock, happenings);
        faults.run(
                schedule.now() + chance.nanos(TROUBLE_LEAST_MILLIS, TROUBLE_MOST_MILLIS), chance.between(200, 4_000));
        quiet = true;
        boolean ended = schedule.await(() -> clients.stream().allMatch(Task::done), QUIET);
        assertThat(ended).as("every command came to an end; %s", fleet.states()).isTrue();
        boolean served = schedule.await(fleet::serving, QUIET);
        assertThat(served).as("every partition is served; %s", fleet.states()).isTrue();
        boolean known = schedule.await(fleet::knowing, QUIET);
        assertThat(known)
                .as("every instance knows every owner; %s", fleet.states())
                .isTrue();
        boolean followed = schedule.await(fleet::following, QUIET);
        assertThat(followed)
                .as("every instance follows what it may; %s", fleet.states())
                .isTrue();
        boolean sealed = schedule.await(this::sealed, QUIET);
        assertThat(sealed)
                .as("checkpoints cover all but the last events of every partition, and these too if it is for the time")
                .isTrue();
        if (sealedByTime()) {
            happenings.note(Kind.SEALED_BY_TIME);
        }
        fleet.checkAll();
        checker.everything();
        clock.pass(config.timing().outcomeWindow().plusSeconds(1));
        fleet.checkAll();
    }

    private boolean sealed() {
        int tooMany = sealedByTime() ? 1 : config.signing().everyEvents();
        return config.signing().keys() == null
                || replay.partitions().stream().allMatch(partition -> partition.unsealed() < tooMany);
    }
}
