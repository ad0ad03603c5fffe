package io.docket.eventstore.faults;

import java.time.Duration;

/**
 * How long a run takes and what decides it.
 *
 * @param faults how long things go wrong
 * @param fencings how many partitions must have been taken from a stopped instance before the faults end
 * @param seed decides the schedules, the misfortunes of the network and what the writers write
 */
public record Settings(Duration faults, int fencings, long seed) {
    private static final int LONG_FENCINGS = 200;

    /** A busy machine sees few fencings a minute. */
    private static final Duration LEAST_LIMIT = Duration.ofSeconds(150);

    /**
     * {@code -Ddocket.faults.minutes} makes it long, {@code -Ddocket.faults.seed} repeats a schedule.
     *
     * @param shortForm how long things go wrong otherwise
     * @param shortFencings how many partitions must be taken over then
     * @param fencingsPerMinute how many in each minute of the long form, up to 200
     */
    public static Settings given(Duration shortForm, int shortFencings, int fencingsPerMinute) {
        Integer minutes = Integer.getInteger("docket.faults.minutes");
        long seed = Long.getLong("docket.faults.seed", System.currentTimeMillis() % 1_000_000);
        return minutes == null
                ? new Settings(shortForm, shortFencings, seed)
                : new Settings(Duration.ofMinutes(minutes), Math.min(LONG_FENCINGS, minutes * fencingsPerMinute), seed);
    }

    /** After which the faults end, whether there were enough fencings or not. */
    public Duration limit() {
        Duration twice = faults.multipliedBy(2);
        return twice.compareTo(LEAST_LIMIT) > 0 ? twice : LEAST_LIMIT;
    }
}
