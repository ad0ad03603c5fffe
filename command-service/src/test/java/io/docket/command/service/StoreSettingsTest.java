package io.docket.command.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.docket.contracts.topic.Topics;
import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Cluster;
import io.docket.eventstore.EventStoreConfig.Timing;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSettingsTest {
    private static final SigningConfig UNSIGNED = new SigningConfigTest.Given(null, null);
    private static final SigningConfig SIGNED = new SigningConfigTest.Given(Path.of("k.pem"), Path.of("k.pub.pem"));

    @Test
    void keys_are_known_for_seven_days_and_snapshots_taken_every_500_events() {
        CommandConfig config = config(Map.of());

        assertThat(StoreSettings.of(config, UNSIGNED).timing()).isEqualTo(Timing.DEFAULT);
        assertThat(config.snapshotEvery()).isEqualTo(500);
    }

    @Test
    void keys_are_known_for_as_long_as_is_set() {
        CommandConfig config = config(Map.of("outcomeWindow", "30d"));

        assertThat(StoreSettings.of(config, UNSIGNED).timing().outcomeWindow()).isEqualTo(Duration.ofDays(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "-1d"})
    void keys_that_nobody_would_ever_know_stop_the_start(String window) {
        CommandConfig config = config(Map.of("outcomeWindow", window));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreSettings.of(config, UNSIGNED))
                .withMessageContaining("docket.command.outcome-window=");
    }

    @Test
    void all_topics_of_a_log_begin_alike_that_of_its_checkpoints_too() {
        EventStoreConfig settings = StoreSettings.of(config(Map.of("topicPrefix", "acme")), SIGNED);

        assertThat(List.of(
                        settings.events(),
                        settings.outcomes(),
                        settings.cluster().owners(),
                        settings.signing().checkpoints()))
                .extracting(Topic::name)
                .containsExactly("acme.events", "acme.outcomes", "acme.owners", "acme.checkpoints");
    }

    @Test
    void without_a_prefix_the_topics_are_those_of_the_platform() {
        EventStoreConfig settings = StoreSettings.of(config(Map.of()), SIGNED);

        assertThat(settings.events()).isEqualTo(Topics.EVENTS);
        assertThat(settings.signing().checkpoints()).isEqualTo(Topics.CHECKPOINTS);
    }

    @Test
    void standby_is_none_or_all_or_a_number() {
        assertThat(StoreSettings.standby("none")).isZero();
        assertThat(StoreSettings.standby("all")).isEqualTo(Cluster.ALL_WARM);
        assertThat(StoreSettings.standby("3")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"some", "-1", "", "1.5"})
    void anything_else_stops_the_start(String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreSettings.standby(setting))
                .withMessageContaining("docket.command.standby=" + setting);
    }

    /** The settings as given, by the names of their methods, the rest as by default. */
    private static CommandConfig config(Map<String, String> given) {
        Map<String, String> settings = new HashMap<>(Map.of("kafka", "nowhere:1", "dataDir", "nowhere"));
        settings.putAll(given);
        return (CommandConfig) Proxy.newProxyInstance(
                CommandConfig.class.getClassLoader(),
                new Class<?>[] {CommandConfig.class},
                (proxy, method, args) -> method.getReturnType() == Optional.class
                        ? Optional.empty()
                        : value(method.getReturnType(), settings.getOrDefault(method.getName(), byDefault(method))));
    }

    private static String byDefault(Method setting) {
        WithDefault byDefault = setting.getAnnotation(WithDefault.class);
        return byDefault == null ? "" : byDefault.value();
    }

    private static Object value(Class<?> type, String text) {
        if (type == Duration.class) {
            return new DurationConverter().convert(text);
        }
        if (type == Map.class) {
            return Map.of();
        }
        return type == Path.class ? Path.of(text) : type == int.class ? Integer.valueOf(text) : text;
    }
}
