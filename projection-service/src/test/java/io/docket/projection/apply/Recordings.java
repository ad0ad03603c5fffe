package io.docket.projection.apply;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Doubles that note what they were asked for. */
public final class Recordings {
    private Recordings() {}

    /** A log that notes where it was rewound to. */
    public static final class Log implements EventLog {
        private final List<Rewind> rewinds = new ArrayList<>();

        /** How often it cannot be rewound. */
        int failures;

        @Override
        public void rewind(int partition, long offset) {
            if (failures-- > 0) {
                throw new IllegalStateException("the log cannot be rewound");
            }
            rewinds.add(new Rewind(partition, offset));
        }

        /** The rewinds so far. */
        public List<Rewind> rewinds() {
            return rewinds;
        }
    }

    /** A rewind. */
    public record Rewind(int partition, long offset) {}

    /** Settings that let a test fail soon. */
    public static final class Config implements ApplyConfig {
        @Override
        public int cachedDocuments() {
            return 1_000;
        }

        @Override
        public Duration operationTimeout() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Duration retryPause() {
            return Duration.ofMillis(10);
        }

        @Override
        public Duration maxRetryPause() {
            return Duration.ofMillis(10);
        }
    }
}
