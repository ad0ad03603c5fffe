package io.docket.projection.history.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.docket.projection.apply.Partitions;
import io.docket.projection.freshness.Watermarks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeTest {
    @TempDir
    private Path folder;

    @Test
    void a_lake_that_cannot_be_reached_yet_is_not_taken_for_an_empty_one() throws Exception {
        Lake lake = lake(true);

        assertUnknown(lake);
        lake.start(null);
        try {
            assertUnknown(lake);
        } finally {
            lake.stop(null);
        }
    }

    @Test
    void where_there_is_no_lake_it_is_empty() {
        Lake lake = lake(false);

        assertThat(lake.beginning(0)).isEmpty();
        assertThat(lake.end(0)).isEmpty();
        assertThat(lake.head(0)).isEmpty();
    }

    private static void assertUnknown(Lake lake) {
        assertThatIllegalStateException().isThrownBy(() -> lake.beginning(0));
        assertThatIllegalStateException().isThrownBy(() -> lake.end(0));
        assertThatIllegalStateException().isThrownBy(() -> lake.head(0));
        assertThatIllegalStateException().isThrownBy(() -> lake.events(0, 0)).withMessageContaining("not open yet");
    }

    private Lake lake(boolean enabled) {
        return new Lake(
                new Config(enabled, folder),
                new MemoryLog(),
                new Partitions(new Watermarks(), Clock.systemUTC()),
                new LakeProgress(new SimpleMeterRegistry()));
    }

    /** A lake at an address where nobody answers. */
    private record Config(boolean enabled, Path folder) implements LakeConfig, LakeConfig.S3 {
        @Override
        public String bucket() {
            return "docket-lake";
        }

        @Override
        public int segmentEvents() {
            return 10;
        }

        @Override
        public MemorySize segmentSize() {
            return new MemorySize(BigInteger.TEN);
        }

        @Override
        public Duration segmentAge() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration checkEvery() {
            return Duration.ofMillis(10);
        }

        @Override
        public S3 s3() {
            return this;
        }

        @Override
        public Optional<URI> endpoint() {
            return Optional.of(URI.create("http://127.0.0.1:1"));
        }

        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public Optional<String> accessKey() {
            return Optional.of("key");
        }

        @Override
        public Optional<String> secretKey() {
            return Optional.of("secret");
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration socketTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration callTimeout() {
            return Duration.ofSeconds(5);
        }
    }
}
