package io.docket.command.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.eventstore.StartRefusedException;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SigningConfigTest {
    @Test
    void without_a_key_nothing_is_signed() {
        assertThat(config(Map.of()).signing().keys()).isNull();
        assertThat(config(Map.of("docket.signing.key", "", "docket.signing.public-key", "auditor.pub.pem"))
                        .signing()
                        .keys())
                .isNull();
    }

    @Test
    void with_a_pair_of_keys_checkpoints_are_written_in_the_given_intervals() {
        var signing = config(Map.of(
                        "docket.signing.key", "k.pem",
                        "docket.signing.public-key", "k.pub.pem",
                        "docket.signing.every", "3m"))
                .signing();

        assertThat(signing.keys().privateKey()).isEqualTo(Path.of("k.pem"));
        assertThat(signing.keys().publicKey()).isEqualTo(Path.of("k.pub.pem"));
        assertThat(signing.every()).isEqualTo(Duration.ofMinutes(3));
        assertThat(signing.everyEvents()).isEqualTo(10_000);
    }

    @Test
    void a_private_key_without_its_public_key_refuses_the_start() {
        SigningConfig config = config(Map.of("docket.signing.key", "k.pem"));

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(config::signing)
                .withMessageContaining("docket.signing.public-key");
    }

    private static SigningConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(SigningConfig.class)
                .withDefaultValues(values)
                .withConverter(Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
                .build()
                .getConfigMapping(SigningConfig.class);
    }
}
