package io.docket.eventstore.faults;

import io.docket.eventstore.faults.broker.BrokerNode;
import io.docket.eventstore.faults.broker.Cluster;
import io.docket.eventstore.faults.instance.FaultsLog;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** One fault after the other at the brokers, each after the cluster has recovered from the one before. */
final class BrokerFaults {
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);
    private static final int LOOK_MILLIS = 500;

    private final Cluster cluster;
    private final Schedule schedule;

    BrokerFaults(Cluster cluster, Schedule schedule) {
        this.cluster = cluster;
        this.schedule = schedule;
    }

    void run(BooleanSupplier goOn) throws InterruptedException {
        while (goOn.getAsBoolean()) {
            schedule.pause(4_000, 12_000);
            BrokerNode victim =
                    cluster.nodes().get(schedule.below(cluster.nodes().size()));
            if (schedule.below(2) == 0) {
                kill(victim);
            } else {
                stop(victim);
            }
            awaitWhole(RECOVERY_LIMIT);
        }
    }

    private void kill(BrokerNode victim) throws InterruptedException {
        schedule.happens("broker killed (SIGKILL)", victim);
        victim.kill();
        try {
            schedule.pause(200, 4_000);
        } finally {
            victim.start();
        }
    }

    private void stop(BrokerNode victim) throws InterruptedException {
        schedule.happens("broker stopped (SIGSTOP)", victim);
        victim.stop();
        try {
            schedule.pause(500, 8_000);
        } finally {
            victim.goOn();
            schedule.say("it goes on", victim);
        }
    }

    boolean awaitWhole(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < until) {
            if (cluster.whole(FaultsLog.EVENTS.name())) {
                return true;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return false;
    }
}
