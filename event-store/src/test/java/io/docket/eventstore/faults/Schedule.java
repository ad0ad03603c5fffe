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
final class Schedule {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    private final Random random;
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final long startNanos = System.nanoTime();

    Schedule(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    void pause(int leastMillis, int mostMillis) throws InterruptedException {
        Thread.sleep(leastMillis + random.nextInt(mostMillis - leastMillis));
    }

    void happens(String what, Object to) {
        counts.computeIfAbsent(what, key -> new LongAdder()).increment();
        say(what, to);
    }

    void add(String what, int times) {
        counts.computeIfAbsent(what, key -> new LongAdder()).add(times);
    }

    void say(String what, Object to) {
        LOG.info("event=fault at={} what=\"{}\" to={}", Duration.ofNanos(System.nanoTime() - startNanos), what, to);
    }

    Map<String, Long> counts() {
        Map<String, Long> result = new TreeMap<>();
        counts.forEach((what, count) -> result.put(what, count.sum()));
        return result;
    }

    long count(String what) {
        return counts.getOrDefault(what, new LongAdder()).sum();
    }
}
