package io.docket.eventstore.simulation;

import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.simulation.Happenings.Kind;
import io.docket.eventstore.simulation.kafka.Cluster;
import io.docket.eventstore.simulation.kafka.Cluster.Step;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Makes trouble for a while, then stops and repairs everything. */
final class Faults {
    private static final List<Double> HESITATION_PERCENTS = List.of(0.0, 0.3, 3.0, 10.0);
    private static final int SHORTEST_MILLIS = 500;
    private static final int LONGEST_MILLIS = 15_000;
    private static final int HAND_OVER_MILLIS = 2_000;
    private static final int IN_TRANSACTION_MILLIS = 2_000;
    private static final int TRANSACTION_MILLIS = 10;
    private static final int REPLACED_MILLIS = 10_000;
    private static final int AFTER_SESSION_MILLIS = 2_000;
    private static final int LEADERS_REPLACED_PERCENT = 20;
    private static final int LEAST_OF_WINDOW_PERCENT = 10;
    private static final int MOST_OF_WINDOW_PERCENT = 120;
    private static final int WHOLE = 1_000;

    private final Schedule schedule;
    private final Chance chance;
    private final Cluster cluster;
    private final Fleet fleet;
    private final EventStoreConfig config;
    private final WallClock clock;
    private final Happenings happenings;
    private final Trouble[] likely;

    /** Kinds of trouble. */
    private enum Trouble {
        CRASH,
        RESTART,
        STOP,
        STOP_IN_TRANSACTION,
        CUT_OFF,
        BROKER_DOWN,
        REBALANCE,
        CRASH_IN_HAND_OVER,
        FOREIGN_TRANSACTION,
        TIME_PASSES
    }

    /** Each run has its own mixture: what is rare in one is frequent in another. */
    Faults(
            Schedule schedule,
            Chance chance,
            Cluster cluster,
            Fleet fleet,
            EventStoreConfig config,
            WallClock clock,
            Happenings happenings) {
        this.schedule = schedule;
        this.chance = chance;
        this.cluster = cluster;
        this.fleet = fleet;
        this.config = config;
        this.clock = clock;
        this.happenings = happenings;
        this.likely = new Trouble[chance.between(1, 4)];
        for (int i = 0; i < likely.length; i++) {
            likely[i] = Trouble.values()[chance.below(Trouble.values().length)];
        }
        cluster.network().faultPercent(chance.below(4) == 0 ? 0 : chance.between(1, 15));
        schedule.hesitate(chance.oneOf(HESITATION_PERCENTS));
    }

    void run(long untilNanos, int pauseMillis) {
        while (schedule.now() < untilNanos) {
            schedule.sleep(chance.millis(50, pauseMillis));
            Trouble trouble = likely[chance.below(likely.length)];
            int number = chance.below(fleet.size());
            schedule.trace(() -> "trouble: " + trouble + " i" + number);
            replaceLeaders();
            make(trouble, number);
        }
        cluster.network().heal();
        schedule.hesitate(0);
        for (int number = 0; number < fleet.size(); number++) {
            fleet.instance(number).life().stopUntil(0);
        }
        schedule.trace(() -> "trouble: healed");
    }

    private void make(Trouble trouble, int number) {
        Instance instance = fleet.instance(number);
        switch (trouble) {
            case CRASH -> {
                instance.crash();
                disturb(fleet.disk(number));
                schedule.sleep(chance.millis(10, LONGEST_MILLIS));
                fleet.restart(number);
            }
            case RESTART -> {
                instance.life().stopUntil(0);
                instance.close();
                fleet.restart(number);
            }
            case STOP -> instance.life().stopUntil(schedule.now() + absence().toNanos());
            case STOP_IN_TRANSACTION -> stopWriting();
            case CUT_OFF -> cluster.network().cutOff(instance.life(), absence());
            case BROKER_DOWN -> cluster.network().brokerDown(chance.millis(SHORTEST_MILLIS, LONGEST_MILLIS));
            case REBALANCE -> cluster.group().shuffle();
            case CRASH_IN_HAND_OVER -> {
                cluster.group().shuffle();
                if (schedule.await(() -> cluster.group().givingAway() != null, Duration.ofMillis(HAND_OVER_MILLIS))) {
                    int giver = fleet.numberOf(cluster.group().givingAway());
                    fleet.instance(giver).crash();
                    schedule.sleep(chance.millis(1, HAND_OVER_MILLIS));
                    fleet.restart(giver);
                }
            }
            case FOREIGN_TRANSACTION ->
                cluster.leaveOpen(
                        new TopicPartition(
                                config.events().name(),
                                chance.below(config.events().partitions())),
                        chance.millis(SHORTEST_MILLIS, LONGEST_MILLIS));
            case TIME_PASSES -> passTime();
        }
    }

    /**
     * Stops an instance until it has a successor, who writes, while it is at a step of a transaction, or a little later. The
     * successor may ask a coordinator that knows nothing of that transaction.
     */
    private void stopWriting() {
        boolean unknown = chance.percent(50) && somebodyIs(Step.BEGUN);
        if (unknown) {
            cluster.replaceCoordinator(
                    config.timing().sessionTimeout().multipliedBy(2).plus(chance.millis(1_000, REPLACED_MILLIS)));
        }
        Step step = unknown ? Step.OFFSETS_TAKEN : chance.oneOf(List.of(Step.BEGUN, Step.OFFSETS_TAKEN));
        if (somebodyIs(step)) {
            Life life = fleet.at(step);
            schedule.sleep(chance.percent(50) ? Duration.ZERO : chance.millis(0, TRANSACTION_MILLIS));
            if (life != null) {
                Duration untilReplaced = config.timing().sessionTimeout().plus(chance.millis(1_000, REPLACED_MILLIS));
                life.stopUntil(schedule.now() + untilReplaced.toNanos());
            }
        }
    }

    /** With the trouble that comes, a new owner may ask a leader that knows nothing of what the former owner wrote last. */
    private void replaceLeaders() {
        if (chance.percent(LEADERS_REPLACED_PERCENT)) {
            cluster.replaceLeaders(
                    config.timing().sessionTimeout().multipliedBy(2).plus(chance.millis(1_000, REPLACED_MILLIS)));
        }
    }

    /** So much that keys expire soon or at once, also while nobody can tell whether a transaction was committed. */
    private void passTime() {
        if (chance.percent(50) && somebodyIs(Step.OFFSETS_TAKEN)) {
            schedule.sleep(chance.millis(0, TRANSACTION_MILLIS));
            cluster.network().brokerDown(chance.millis(SHORTEST_MILLIS, LONGEST_MILLIS));
        }
        clock.pass(config.timing()
                .outcomeWindow()
                .multipliedBy(chance.between(LEAST_OF_WINDOW_PERCENT, MOST_OF_WINDOW_PERCENT))
                .dividedBy(100));
        happenings.note(Kind.TIME_PASSED);
    }

    private boolean somebodyIs(Step step) {
        return schedule.await(() -> fleet.at(step) != null, Duration.ofMillis(IN_TRANSACTION_MILLIS));
    }

    /** Often just about as long as the group waits: then former and next owner meet. */
    private Duration absence() {
        return chance.percent(50)
                ? chance.millis(SHORTEST_MILLIS, LONGEST_MILLIS)
                : config.timing().sessionTimeout().plus(chance.millis(100, AFTER_SESSION_MILLIS));
    }

    private void disturb(Disk disk) {
        switch (chance.below(6)) {
            case 0 -> {
                disk.lose();
                happenings.note(Kind.DISK_LOST);
            }
            case 1 -> disk.backUp();
            case 2 -> noteIf(disk.restore(), Kind.DISK_RESTORED);
            case 3 -> noteIf(disk.damage(chance.below(WHOLE) / (double) WHOLE), Kind.DISK_DAMAGED);
            case 4 -> noteIf(disk.damage(-1), Kind.DISK_DAMAGED);
            default -> {}
        }
    }

    private void noteIf(boolean happened, Kind kind) {
        if (happened) {
            happenings.note(kind);
        }
    }
}
