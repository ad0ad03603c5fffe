package io.docket.eventstore.faults;

import java.time.Duration;

/**
 * How long a run takes and what decides it.
 *
 * @param faults how long things go wrong
 * @param fencings how many partitions must have been taken from a stopped instance before the faults end
 * @param seed decides the schedules, the misfortunes of the network and what the writers write
 */
record Settings(Duration faults, int fencings, long seed) {
    private static final int SHORT_SECONDS = 40;
    private static final int SHORT_FENCINGS = 6;
    private static final int LONG_FENCINGS = 200;
    private static final int FENCINGS_PER_MINUTE = 10;

    /** A busy machine sees few fencings a minute. */
    private static final Duration LEAST_LIMIT = Duration.ofSeconds(150);

    /** {@code -Ddocket.faults.minutes} makes it long, {@code -Ddocket.faults.seed} repeats a schedule. */
    static Settings given() {
        Integer minutes = Integer.getInteger("docket.faults.minutes");
        long seed = Long.getLong("docket.faults.seed", System.currentTimeMillis() % 1_000_000);
        return minutes == null
                ? new Settings(Duration.ofSeconds(SHORT_SECONDS), SHORT_FENCINGS, seed)
                : new Settings(
                        Duration.ofMinutes(minutes), Math.min(LONG_FENCINGS, minutes * FENCINGS_PER_MINUTE), seed);
    }

    /** After which the faults end, whether there were enough fencings or not. */
    Duration limit() {
        Duration twice = faults.multipliedBy(2);
        return twice.compareTo(LEAST_LIMIT) > 0 ? twice : LEAST_LIMIT;
    }
}
