package io.docket.eventstore.simulation.schedule;

/** One process from its start to its end. It may be stopped for a while, and never knows. */
public final class Life {
    private final String name;
    private boolean dead;
    private long stoppedUntil;

    public Life(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** Its threads run no more, wherever they are. */
    public void end() {
        dead = true;
    }

    public boolean dead() {
        return dead;
    }

    /** Its threads stand still until a moment of the schedule, in nanoseconds. */
    public void stopUntil(long nanos) {
        stoppedUntil = nanos;
    }

    long stoppedUntil() {
        return stoppedUntil;
    }
}
