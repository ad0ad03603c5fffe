package io.docket.eventstore.faults.proxy;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.protocol.ApiKeys;

/** Decides by seed what happens to each request that a transaction is made of, and counts it. */
public final class Misfortunes {
    private static final int SHORT_MILLIS = 300;

    /** Longer than a writer waits for a commit. */
    private static final int LONG_MILLIS = 7_000;

    private static final int ONE_LONG_IN = 4;

    private static final Set<Short> APIS = Set.of(ApiKeys.PRODUCE.id, ApiKeys.TXN_OFFSET_COMMIT.id, ApiKeys.END_TXN.id);

    private final Random random;
    private final List<Misfortune> kinds;
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private volatile double share;

    public Misfortunes(long seed) {
        this(seed, EnumSet.complementOf(EnumSet.of(Misfortune.NONE)));
    }

    Misfortunes(long seed, Set<Misfortune> kinds) {
        this.random = new Random(seed);
        this.kinds = List.copyOf(kinds);
    }

    /** From now on this share of the requests, from 0 to 1, meets with a misfortune. */
    public void share(double newShare) {
        share = newShare;
    }

    Stroke next(short apiKey) {
        if (!APIS.contains(apiKey)) {
            return Stroke.NONE;
        }
        synchronized (random) {
            if (random.nextDouble() >= share) {
                return Stroke.NONE;
            }
            Misfortune kind = kinds.get(random.nextInt(kinds.size()));
            int most = random.nextInt(ONE_LONG_IN) == 0 ? LONG_MILLIS : SHORT_MILLIS;
            count(ApiKeys.forId(apiKey) + " " + kind);
            return new Stroke(kind, Duration.ofMillis(random.nextInt(most)));
        }
    }

    /** Notes what the broker said to a request that it got twice or late. */
    void answered(short apiKey, Misfortune kind, String errors) {
        count(ApiKeys.forId(apiKey) + " " + kind + " -> " + errors);
    }

    private void count(String what) {
        counts.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    /** How often what happened. */
    public Map<String, Long> counts() {
        Map<String, Long> result = new TreeMap<>();
        counts.forEach((what, count) -> result.put(what, count.sum()));
        return result;
    }
}
