package io.docket.eventstore.faults;

import io.docket.eventstore.faults.instance.FaultsLog;
import io.docket.eventstore.faults.instance.Instance;
import io.docket.eventstore.faults.instance.Reports;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** One fault after the other at the instances: stopped beyond their session, stopped briefly, killed, sent away. */
final class InstanceFaults {
    static final String FENCINGS = "partitions taken from a stopped instance";
    static final String BELIEVED = "times a woken instance said that it served what it had lost";
    private static final Duration MOVE_LIMIT = Duration.ofSeconds(25);
    private static final Duration SERVICE_LIMIT = Duration.ofSeconds(25);
    private static final int LOOK_MILLIS = 50;

    private final List<Instance> instances;
    private final Reports reports;
    private final Schedule schedule;

    InstanceFaults(List<Instance> instances, Reports reports, Schedule schedule) {
        this.instances = instances;
        this.reports = reports;
        this.schedule = schedule;
    }

    void run(BooleanSupplier goOn) throws InterruptedException {
        while (goOn.getAsBoolean()) {
            Instance victim = instances.get(schedule.below(instances.size()));
            switch (schedule.below(10)) {
                case 0 -> pauseBriefly(victim);
                case 1 -> kill(victim);
                case 2 -> leave(victim);
                default -> stopUntilReplaced(victim);
            }
            until(() -> servedTogether().size() == FaultsLog.PARTITIONS, SERVICE_LIMIT);
            schedule.pause(200, 1_500);
        }
    }

    /** The stopped instance wakes up in the middle of its work, and does not know that it is not the owner any more. */
    private void stopUntilReplaced(Instance victim) throws InterruptedException {
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

    /** What it would read may be old: its lease is over, so it must not say that it serves. */
    private void seeWhatItBelievesToOwn(Set<Integer> taken, Instance victim, long woken) {
        Set<Integer> believed = victim.served();
        if (believed.stream().anyMatch(taken::contains) && !tookOverSince(woken, victim)) {
            schedule.happens(BELIEVED, believed);
        }
    }

    private boolean tookOverSince(long nanos, Instance instance) {
        return reports.tenures().stream()
                .anyMatch(tenure -> tenure.nanos() > nanos && tenure.instance().startsWith(instance + "."));
    }

    private Set<Integer> takenSince(long nanos, Instance victim) {
        return reports.tenures().stream()
                .filter(tenure -> tenure.nanos() > nanos)
                .filter(tenure -> !tenure.instance().startsWith(victim + "."))
                .map(tenure -> tenure.partition())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void pauseBriefly(Instance victim) throws InterruptedException {
        schedule.happens("instance stopped briefly (SIGSTOP)", victim);
        victim.stop();
        try {
            schedule.pause(100, 2_000);
        } finally {
            victim.goOn();
        }
    }

    private void kill(Instance victim) throws InterruptedException {
        schedule.happens("instance killed (SIGKILL)", victim);
        victim.kill();
        try {
            schedule.pause(100, 4_000);
        } finally {
            victim.start();
        }
    }

    private void leave(Instance victim) throws InterruptedException {
        schedule.happens("instance sent away and back (rebalance)", victim);
        victim.leave();
        try {
            schedule.pause(100, 2_000);
        } finally {
            victim.start();
        }
    }

    Set<Integer> servedTogether() {
        return instances.stream()
                .flatMap(instance -> instance.served().stream())
                .collect(Collectors.toSet());
    }

    private static void until(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(LOOK_MILLIS);
        }
    }
}
