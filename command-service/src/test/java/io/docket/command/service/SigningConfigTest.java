package io.docket.command.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.topic.Topics;
import io.docket.eventstore.EventStoreConfig.KeyFiles;
import io.docket.eventstore.EventStoreConfig.Signing;
import io.docket.eventstore.StartRefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SigningConfigTest {
    private static final Path KEY = Path.of("k.pem");
    private static final Path PUBLIC_KEY = Path.of("k.pub.pem");

    record Given(Optional<Path> key, Optional<Path> publicKey, int everyEvents, Duration every)
            implements SigningConfig {
        Given(Path key, Path publicKey) {
            this(Optional.ofNullable(key), Optional.ofNullable(publicKey), 7, Duration.ofMinutes(3));
        }
    }

    @Test
    void without_a_private_key_nothing_is_signed() {
        assertThat(new Given(null, null).signing(Topics.CHECKPOINTS).keys()).isNull();
        assertThat(new Given(null, PUBLIC_KEY).signing(Topics.CHECKPOINTS).keys())
                .isNull();
    }

    @Test
    void with_a_pair_of_keys_checkpoints_are_written_in_the_given_intervals() {
        Signing signing = new Given(KEY, PUBLIC_KEY).signing(Topics.CHECKPOINTS);

        assertThat(signing.keys()).isEqualTo(new KeyFiles(KEY, PUBLIC_KEY));
        assertThat(signing.every()).isEqualTo(Duration.ofMinutes(3));
        assertThat(signing.everyEvents()).isEqualTo(7);
    }

    @Test
    void a_private_key_without_its_public_key_refuses_the_start() {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> new Given(KEY, null).signing(Topics.CHECKPOINTS))
                .withMessageContaining("docket.signing.public-key");
    }
}
