package io.docket.eventstore.bench;

import io.docket.eventstore.bench.report.Report;
import io.docket.eventstore.bench.server.Broker;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the benchmarks of one run share.
 *
 * @param broker the run's own broker
 * @param folder for data, deleted afterwards
 * @param options what was asked for
 * @param report where figures go
 */
public record Session(Broker broker, Path folder, Options options, Report report) {
    private static final int WARM_UP_SECONDS = 6;
    private static final int MEASURE_SECONDS = 8;

    public Duration warmUp() {
        return options.seconds("warm-up", WARM_UP_SECONDS);
    }

    public Duration measure() {
        return options.seconds("seconds", MEASURE_SECONDS);
    }

    /** A new log on the run's broker. */
    public BenchLog log(String name) {
        return BenchLog.of(broker.address(), name + "-" + Long.toString(System.nanoTime(), Character.MAX_RADIX), folder);
    }
}
