package io.docket.eventstore.faults.proxy;

import static java.util.stream.Collectors.toMap;

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

    private static final List<ApiKeys> APIS = List.of(ApiKeys.PRODUCE, ApiKeys.TXN_OFFSET_COMMIT, ApiKeys.END_TXN);

    private final Random random;
    private final List<Misfortune> kinds;
    private final Map<Short, Deal> deals;
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private volatile int row;

    public Misfortunes(long seed) {
        this(seed, EnumSet.complementOf(EnumSet.of(Misfortune.NONE)));
    }

    Misfortunes(long seed, Set<Misfortune> kinds) {
        this.random = new Random(seed);
        this.kinds = List.copyOf(kinds);
        this.deals = APIS.stream().collect(toMap(api -> api.id, api -> new Deal(random, this.kinds)));
    }

    /**
     * From now on this share of the requests, from 0 to 1, meets with a misfortune: of each API one in {@code 1 / share}, each kind
     * once before any comes again.
     */
    public void share(double newShare) {
        row = newShare == 0 ? 0 : (int) Math.round(1 / newShare);
    }

    Stroke next(short apiKey) {
        Deal deal = deals.get(apiKey);
        int now = row;
        if (deal == null || now == 0) {
            return Stroke.NONE;
        }
        synchronized (random) {
            Misfortune kind = deal.next(now);
            if (kind == Misfortune.NONE) {
                return Stroke.NONE;
            }
            int most = random.nextInt(ONE_LONG_IN) == 0 ? LONG_MILLIS : SHORT_MILLIS;
            count(named(ApiKeys.forId(apiKey), kind));
            return new Stroke(kind, Duration.ofMillis(random.nextInt(most)));
        }
    }

    /** Notes what the broker said to a request that it got twice or late. */
    void answered(short apiKey, Misfortune kind, String errors) {
        count(named(ApiKeys.forId(apiKey), kind) + " -> " + errors);
    }

    private static String named(ApiKeys api, Misfortune kind) {
        return api + " " + kind;
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

    /** What has not happened yet, each kind to each API. */
    public List<String> missing() {
        return APIS.stream()
                .flatMap(api -> kinds.stream().map(kind -> named(api, kind)))
                .filter(what -> !counts.containsKey(what))
                .toList();
    }
}
