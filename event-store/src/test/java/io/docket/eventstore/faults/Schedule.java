package io.docket.eventstore.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens when, by seed; says it and counts it. Used by one thread, read by others. */
public final class Schedule {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    private final Random random;
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final long startNanos = System.nanoTime();

    public Schedule(long seed) {
        this.random = new Random(seed);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public void pause(int leastMillis, int mostMillis) throws InterruptedException {
        Thread.sleep(leastMillis + random.nextInt(mostMillis - leastMillis));
    }

    public void happens(String what, Object to) {
        counts.computeIfAbsent(what, key -> new LongAdder()).increment();
        say(what, to);
    }

    public void add(String what, int times) {
        counts.computeIfAbsent(what, key -> new LongAdder()).add(times);
    }

    public void say(String what, Object to) {
        LOG.info("event=fault at={} what=\"{}\" to={}", Duration.ofNanos(System.nanoTime() - startNanos), what, to);
    }

    public Map<String, Long> counts() {
        Map<String, Long> result = new TreeMap<>();
        counts.forEach((what, count) -> result.put(what, count.sum()));
        return result;
    }

    public long count(String what) {
        return counts.getOrDefault(what, new LongAdder()).sum();
    }
}
