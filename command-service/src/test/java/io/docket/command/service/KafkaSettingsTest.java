package io.docket.command.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {
    private static final int PACKAGED = 250;
    private static final int ABOVE = 300;

    @Test
    void without_any_the_store_has_none() {
        assertThat(kafka(file(Map.of()))).isEmpty();
    }

    @Test
    void settings_by_their_quoted_names_reach_the_store() {
        ConfigSource secured = file(Map.of(
                "docket.command.kafka-settings.\"security.protocol\"",
                "SASL_SSL",
                "docket.command.kafka-settings.\"sasl.mechanism\"",
                "SCRAM-SHA-512"));

        assertThat(kafka(secured))
                .containsOnly(Map.entry("security.protocol", "SASL_SSL"), Map.entry("sasl.mechanism", "SCRAM-SHA-512"));
    }

    @Test
    void variables_of_the_environment_reach_the_store_as_well() {
        ConfigSource secured = new EnvConfigSource(
                Map.of(
                        "DOCKET_COMMAND_KAFKA_SETTINGS__SECURITY_PROTOCOL_",
                        "SSL",
                        "DOCKET_COMMAND_KAFKA_SETTINGS__SSL_TRUSTSTORE_LOCATION_",
                        "/kafka/ca.crt"),
                ABOVE);

        assertThat(kafka(secured))
                .containsOnly(
                        Map.entry("security.protocol", "SSL"), Map.entry("ssl.truststore.location", "/kafka/ca.crt"));
    }

    private static ConfigSource file(Map<String, String> settings) {
        return new PropertiesConfigSource(settings, "file", ABOVE);
    }

    private static Map<String, String> kafka(ConfigSource given) {
        CommandConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, PACKAGED, new DurationConverter())
                .withMapping(CommandConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of("docket.command.kafka", "nowhere:1", "docket.command.data-dir", "nowhere"),
                        "packaged",
                        PACKAGED))
                .withSources(given)
                .build()
                .getConfigMapping(CommandConfig.class);
        return StoreSettings.of(config, new SigningConfigTest.Given(null, null)).kafka();
    }
}
