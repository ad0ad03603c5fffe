package io.docket.projection;

import com.mongodb.client.model.WriteModel;
import com.sun.management.OperatingSystemMXBean;
import io.docket.projection.apply.HotViews;
import io.docket.projection.apply.Instance;
import io.docket.projection.apply.Targets;
import io.docket.projection.cases.CaseProjector;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.mongo.RawWrites;
import io.docket.projection.redis.RedisStore;
import io.docket.projection.tasks.TaskProjector;
import io.docket.projection.timeline.TimelineProjector;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.bson.Document;

/**
 * Measures how many events a second go into the views of cases, tasks and timelines, on the servers at
 * {@code DOCKET_MONGO_URI} and {@code DOCKET_REDIS_URI}; beside it the bulk writes of the same documents in the same
 * batches alone. Arguments: cases, events in a batch.
 */
final class ApplyRate {
    private static final double NANOS = 1e9;
    private static final int ROUNDS = 3;
    private static final int WARM_UP_CASES = 500;
    private static final Targets TARGETS =
            any -> List.of(new CaseProjector(), new TaskProjector(), new TimelineProjector());
    private static final HotViews NONE =
            (states, actors, next) -> Uni.createFrom().voidItem();

    private ApplyRate() {}

    public static void main(String[] arguments) {
        int cases = Integer.parseInt(arguments[0]);
        int batch = Integer.parseInt(arguments[1]);
        List<LogEvent> warmUp = new LoanWork("warm", 0, 1).cases(WARM_UP_CASES);
        List<LogEvent> work = new LoanWork("acme", 1, 2).cases(cases);
        round("warm-up", warmUp, 0, batch);
        for (int round = 1; round <= ROUNDS; round++) {
            round("round " + round, work, 1, batch);
        }
        System.exit(0);
    }

    private static void round(String name, List<LogEvent> events, int partition, int batch) {
        try (MongoStore mongo = new MongoStore();
                MongoStore raw = new MongoStore()) {
            RawWrites writes = new RawWrites(mongo.views());
            Instance instance = new Instance(mongo, writes, NONE, TARGETS, partition);
            double views = measure(name + ": views", () -> instance.apply(events, batch));
            List<Map<String, List<WriteModel<Document>>>> ready = writes.ready();
            double alone = measure(name + ": the same documents alone", () -> {
                RawWrites.write(raw, ready);
                return events.size();
            });
            System.out.printf("%s: %.0f %% of the writes alone%n", name, 100 * views / alone);
        }
        try (MongoStore mongo = new MongoStore();
                RedisStore redis = new RedisStore()) {
            redis.look(mongo.documents(), mongo.positions());
            redis.look(mongo.documents(), mongo.positions());
            Instance instance = new Instance(mongo, mongo.views(), redis.views(), TARGETS, partition);
            measure(name + ": views and Redis", () -> instance.apply(events, batch));
        }
    }

    private static double measure(String name, IntSupplier work) {
        long cpu = cpuNanos();
        long started = System.nanoTime();
        int applied = work.getAsInt();
        double seconds = (System.nanoTime() - started) / NANOS;
        System.out.printf(
                "%s: %.0f events/s (%d in %.2f s, %.2f s of CPU here)%n",
                name, applied / seconds, applied, seconds, (cpuNanos() - cpu) / NANOS);
        return applied / seconds;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
