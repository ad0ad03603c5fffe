package io.docket.eventstore.simulation.schedule;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A thread of the simulation. It runs only while it has the turn. */
public final class Task {
    private static final BooleanSupplier AT_ONCE = () -> true;

    private final Life life;
    private final String name;
    private final Thread thread;
    private volatile boolean turn;
    private boolean done;
    private BooleanSupplier ready = AT_ONCE;
    private long wakeAt;
    private long notBefore;

    Task(Life life, String name, Runnable body) {
        this.life = life;
        this.name = name;
        this.thread = Thread.ofVirtual().name(name).unstarted(() -> {
            awaitTurn();
            body.run();
        });
    }

    void start() {
        thread.start();
    }

    void giveTurn() {
        turn = true;
        LockSupport.unpark(thread);
    }

    void awaitTurn() {
        while (!turn) {
            LockSupport.park(this);
        }
        turn = false;
    }

    /** Runs again when it is ready, or woken by the time; but not before a moment, however ready it is. */
    void waitFor(BooleanSupplier newReady, long newWakeAt, long newNotBefore) {
        ready = newReady;
        wakeAt = newWakeAt;
        notBefore = newNotBefore;
    }

    boolean runnable(long now) {
        return life.dead() || (standsStillUntil() <= now && (wakeAt <= now || ready.getAsBoolean()));
    }

    /** The first moment at which it runs even if nothing else happens. */
    long runsAt() {
        return Math.max(standsStillUntil(), ready.getAsBoolean() ? 0 : wakeAt);
    }

    private long standsStillUntil() {
        return Math.max(life.stoppedUntil(), notBefore);
    }

    void finish() {
        done = true;
    }

    public boolean done() {
        return done;
    }

    Life life() {
        return life;
    }

    @Override
    public String toString() {
        return name;
    }
}
