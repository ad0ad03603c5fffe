package io.docket.eventstore.simulation.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** All that is accidental in a simulation, from one seed. */
public final class Chance {
    private final Random random;

    public Chance(long seed) {
        // neighbouring seeds of Random begin alike
        this.random = new Random(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L);
    }

    /** A number from 0 to below the limit. */
    public int below(int limit) {
        return random.nextInt(limit);
    }

    /** A number from one to another, both included. */
    public int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    public boolean percent(double percent) {
        return random.nextDouble() * 100 < percent;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public Duration millis(int least, int most) {
        return Duration.ofNanos(nanos(least, most));
    }

    /** A time between so many milliseconds, in nanoseconds; short ones are as frequent as long ones of the scale. */
    public long nanos(double leastMillis, double mostMillis) {
        double exponent = random.nextDouble();
        double least = Math.max(leastMillis, 0.01);
        return (long) (least * Math.pow(mostMillis / least, exponent) * 1e6);
    }
}
