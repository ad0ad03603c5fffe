package io.docket.workflow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.settings.BridgeSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobConfigurationTest {
    private static final int FILE = 260;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"60s", "2m"})
    void an_attempt_that_may_outlast_the_patience_of_the_engine_stops_the_start(String timeout) {
        BridgeSettings settings = settings(Map.of("docket.bridge.http.timeout", timeout));

        assertThatThrownBy(() -> new BridgeJobs().httpWorker(vertx, settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching(
                        "docket.bridge.http.timeout \\(PT\\dM\\) has to be shorter than docket.bridge.jobs.patience \\(PT1M\\)");
    }

    private static BridgeSettings settings(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(BridgeSettings.class)
                .withMappingIgnore("**")
                .withSources(new PropertiesConfigSource(properties, "file", FILE))
                .build()
                .getConfigMapping(BridgeSettings.class);
    }
}
