package io.docket.eventstore.faults;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import io.docket.eventstore.faults.TakeOvers.TakeOver;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** One fault after the other at the instances: stopped beyond their session, stopped briefly, killed, sent away. */
public final class InstanceFaults {
    public static final String FENCINGS = "partitions taken from a stopped instance";
    public static final String KILLS = "instance killed (SIGKILL)";
    public static final String REBALANCES = "instance sent away and back (rebalance)";
    public static final String BELIEVED = "times a woken instance said that it served what it had lost";
    private static final Duration MOVE_LIMIT = Duration.ofSeconds(25);
    private static final Duration SERVICE_LIMIT = Duration.ofSeconds(25);

    /** After which it is known who took over what. */
    private static final Duration LATE_NEWS = Duration.ofSeconds(30);

    private static final int LOOK_MILLIS = 50;

    private final List<? extends Victim> instances;
    private final int partitions;
    private final TakeOvers takeOvers;
    private final Schedule schedule;
    private final Supplier<Fault> next;

    /** What may happen to an instance. */
    public enum Fault {
        STOPPED_BRIEFLY,
        KILLED,
        SENT_AWAY,
        STOPPED_UNTIL_REPLACED
    }

    /**
     * @param partitions what the instances share
     * @param next the fault that is due
     */
    public InstanceFaults(
            List<? extends Victim> instances,
            int partitions,
            TakeOvers takeOvers,
            Schedule schedule,
            Supplier<Fault> next) {
        this.instances = instances;
        this.partitions = partitions;
        this.takeOvers = takeOvers;
        this.schedule = schedule;
        this.next = next;
    }

    /** Goes on until it is told to stop. */
    public void run(BooleanSupplier goOn) throws InterruptedException {
        while (goOn.getAsBoolean()) {
            Victim victim = instances.get(schedule.below(instances.size()));
            switch (next.get()) {
                case STOPPED_BRIEFLY -> pauseBriefly(victim);
                case KILLED -> kill(victim);
                case SENT_AWAY -> leave(victim);
                case STOPPED_UNTIL_REPLACED -> stopUntilReplaced(victim);
            }
            until(this::allServed, SERVICE_LIMIT);
            schedule.pause(200, 1_500);
        }
    }

    /** True if every partition is served; starts whatever has ended by itself. */
    public boolean allServed() {
        for (Victim instance : instances) {
            if (!instance.alive()) {
                schedule.happens("instance ended by itself and was started again", instance);
                instance.start();
            }
        }
        return instances.stream()
                        .flatMap(instance -> instance.served().stream())
                        .distinct()
                        .count()
                == partitions;
    }

    /** The stopped instance wakes up in the middle of its work, and does not know that it is not the owner any more. */
    private void stopUntilReplaced(Victim victim) throws InterruptedException {
        Set<Integer> owned = victim.served();
        if (owned.isEmpty()) {
            return;
        }
        schedule.happens("instance stopped beyond its session (SIGSTOP)", victim + " " + owned);
        long stopped = System.nanoTime();
        victim.stop();
        try {
            until(() -> takenSince(stopped, victim).containsAll(owned), MOVE_LIMIT);
            schedule.pause(1, 1_000);
        } finally {
            Set<Integer> taken = takenSince(stopped, victim);
            taken.retainAll(owned);
            long woken = System.nanoTime();
            victim.goOn();
            schedule.add(FENCINGS, taken.size());
            schedule.say("it goes on, replaced", victim + " " + taken);
            seeWhatItBelievesToOwn(taken, victim, woken);
        }
    }

    /**
     * What it would read may be old: its lease is over, so it must not say that it serves, unless it has taken the
     * partition over anew.
     */
    private void seeWhatItBelievesToOwn(Set<Integer> taken, Victim victim, long woken) throws InterruptedException {
        Set<Integer> believed = new HashSet<>(victim.served());
        long asked = System.nanoTime();
        believed.retainAll(taken);
        BooleanSupplier rightly = () -> tookOver(victim, woken, asked).containsAll(believed);
        until(rightly, LATE_NEWS);
        if (!rightly.getAsBoolean()) {
            schedule.happens(BELIEVED, victim + " " + believed);
        }
    }

    private Set<Integer> tookOver(Victim instance, long from, long until) {
        return since(from)
                .filter(tenure -> tenure.instance().equals(instance.toString()) && tenure.nanos() <= until)
                .map(TakeOver::partition)
                .collect(toSet());
    }

    private Set<Integer> takenSince(long nanos, Victim victim) {
        return since(nanos)
                .filter(tenure -> !tenure.instance().equals(victim.toString()))
                .map(TakeOver::partition)
                .collect(toCollection(HashSet::new));
    }

    private Stream<TakeOver> since(long nanos) {
        return takeOvers.known().stream().filter(tenure -> tenure.nanos() > nanos);
    }

    private void pauseBriefly(Victim victim) throws InterruptedException {
        schedule.happens("instance stopped briefly (SIGSTOP)", victim);
        victim.stop();
        try {
            schedule.pause(100, 2_000);
        } finally {
            victim.goOn();
        }
    }

    private void kill(Victim victim) throws InterruptedException {
        schedule.happens(KILLS, victim);
        victim.kill();
        try {
            schedule.pause(100, 4_000);
        } finally {
            victim.start();
        }
    }

    private void leave(Victim victim) throws InterruptedException {
        schedule.happens(REBALANCES, victim);
        victim.leave();
        try {
            schedule.pause(100, 2_000);
        } finally {
            victim.start();
        }
    }

    private static void until(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
