package io.docket.eventstore.faults;

import io.docket.eventstore.faults.broker.BrokerNode;
import io.docket.eventstore.faults.broker.Cluster;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** One fault after the other at the brokers, each after the cluster has recovered from the one before. */
public final class BrokerFaults {
    public static final String KILLS = "broker killed (SIGKILL)";
    public static final String STOPS = "broker stopped (SIGSTOP)";
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);
    private static final int LOOK_MILLIS = 500;

    private final Cluster cluster;
    private final String topic;
    private final Schedule schedule;

    /** @param topic topic whose replicas have to be in sync again before the next fault */
    public BrokerFaults(Cluster cluster, String topic, Schedule schedule) {
        this.cluster = cluster;
        this.topic = topic;
        this.schedule = schedule;
    }

    /** Goes on until it is told to stop; the cluster is whole then, or has had its time. */
    public void run(BooleanSupplier goOn) throws InterruptedException {
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
        schedule.happens(KILLS, victim);
        victim.kill();
        try {
            schedule.pause(200, 4_000);
        } finally {
            victim.start();
        }
    }

    private void stop(BrokerNode victim) throws InterruptedException {
        schedule.happens(STOPS, victim);
        victim.stop();
        try {
            schedule.pause(500, 8_000);
        } finally {
            victim.goOn();
            schedule.say("it goes on", victim);
        }
    }

    /** True if every broker is up and every replica in sync before that time is over. */
    public boolean awaitWhole(Duration atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < until) {
            if (cluster.whole(topic)) {
                return true;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return false;
    }
}
