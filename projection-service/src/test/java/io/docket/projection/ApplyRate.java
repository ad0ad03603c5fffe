package io.docket.projection;

import com.sun.management.OperatingSystemMXBean;
import io.docket.projection.apply.HotViews;
import io.docket.projection.apply.Instance;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.redis.RedisStore;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Measures how many events a second go into the views, on the servers at {@code DOCKET_MONGO_URI} and
 * {@code DOCKET_REDIS_URI}. Arguments: cases, events in a batch.
 */
final class ApplyRate {
    private static final double NANOS = 1e9;

    private ApplyRate() {}

    public static void main(String[] arguments) {
        int cases = Integer.parseInt(arguments[0]);
        int batch = Integer.parseInt(arguments[1]);
        List<LogEvent> warmUp = new LoanWork("warm", 0, 1).cases(200);
        List<LogEvent> work = new LoanWork("acme", 1, 2).cases(cases);
        try (MongoStore mongo = new MongoStore();
                RedisStore redis = new RedisStore()) {
            redis.look(mongo.documents(), mongo.positions());
            redis.look(mongo.documents(), mongo.positions());
            measure("warm-up", new Instance(mongo, redis.views(), 0), warmUp, batch);
            measure("mongodb and redis", new Instance(mongo, redis.views(), 1), work, batch);
        }
        HotViews none = (states, actors, next) -> Uni.createFrom().voidItem();
        try (MongoStore mongo = new MongoStore()) {
            measure("mongodb", new Instance(mongo, none, 1), work, batch);
        }
        System.exit(0);
    }

    private static void measure(String name, Instance instance, List<LogEvent> events, int batch) {
        long cpu = cpuNanos();
        long started = System.nanoTime();
        int applied = instance.apply(events, batch);
        double seconds = (System.nanoTime() - started) / NANOS;
        System.out.printf(
                "%s events=%d batch=%d seconds=%.2f eventsPerSecond=%.0f cpuSeconds=%.2f%n",
                name, applied, batch, seconds, applied / seconds, (cpuNanos() - cpu) / NANOS);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
