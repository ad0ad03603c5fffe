package io.docket.eventstore.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.topic.Topics;
import io.docket.contracts.topic.Topics.Topic;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreConfig.Cluster;
import io.docket.eventstore.EventStoreConfig.Timing;
import io.docket.eventstore.StartRefusedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTopicsTest {
    private static final String OUTCOMES = Topics.OUTCOMES.name();
    private static final String WEEK = "604800000";

    private final TopicsOfBroker broker = new TopicsOfBroker();

    @Test
    void outcomes_of_the_usual_window_are_kept_as_the_platform_says() {
        prepare(Duration.ofDays(7));

        assertThat(broker.setting(OUTCOMES, "retention.ms")).isEqualTo(WEEK);
        assertThat(broker.setting(OUTCOMES, "cleanup.policy")).isEqualTo("compact,delete");
    }

    @Test
    void outcomes_of_a_longer_window_are_kept_for_it_and_a_day() {
        prepare(Duration.ofDays(30));

        assertThat(broker.setting(OUTCOMES, "retention.ms"))
                .isEqualTo(Long.toString(Duration.ofDays(31).toMillis()));
    }

    @ParameterizedTest
    @CsvSource({"delete", "'compact,delete'", "'compact, delete'"})
    void a_topic_that_deletes_within_the_window_refuses_the_start(String policy) {
        existing(Map.of("cleanup.policy", policy, "retention.ms", WEEK));

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> prepare(Duration.ofDays(14)))
                .withMessage(
                        "topic docket.outcomes has retention.ms=604800000, but idempotency keys are to be known for"
                                + " PT336H: set its retention.ms to 1209600000 or more, or a shorter window");
    }

    @Test
    void a_topic_with_the_broker_s_default_refuses_the_start_like_any_other() {
        existing(Map.of());

        assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> prepare(Duration.ofDays(8)));
    }

    @Test
    void a_topic_that_deletes_by_size_refuses_the_start() {
        existing(Map.of("cleanup.policy", "compact,delete", "retention.ms", "-1", "retention.bytes", "1000"));

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> prepare(Duration.ofDays(7)))
                .withMessageContaining("retention.bytes=1000 instead of -1");
    }

    @ParameterizedTest
    @CsvSource({"'compact,delete', 604800000", "'compact,delete', -1", "compact, 1000"})
    void a_topic_that_keeps_outcomes_for_the_window_is_taken_as_it_is(String policy, String retention) {
        existing(Map.of("cleanup.policy", policy, "retention.ms", retention));

        assertThat(prepare(Duration.ofDays(7)).clusterId()).isEqualTo("cluster");
        assertThat(broker.setting(OUTCOMES, "retention.ms")).isEqualTo(retention);
    }

    @Test
    void a_window_of_nothing_refuses_the_start() {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> Timing.DEFAULT.withOutcomeWindow(Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "compact,delete", "delete, compact"})
    void a_topic_that_forgets_owners_refuses_the_start_of_an_instance_that_has_an_address(String policy) {
        existing(Topics.OWNERS, Map.of("cleanup.policy", policy));

        assertThat(prepare(Duration.ofDays(7)).clusterId()).isEqualTo("cluster");
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> topics(config().withCluster(new Cluster(Topics.OWNERS, "host:1", 0)))
                        .prepare())
                .withMessage("topic docket.owners has cleanup.policy=" + policy
                        + " instead of compact: the last values of its keys would be deleted");
    }

    @Test
    void a_topic_of_owners_is_created_as_it_has_to_be() {
        topics(config().withCluster(new Cluster(Topics.OWNERS, "host:1", 0))).prepare();

        assertThat(broker.setting(Topics.OWNERS.name(), "cleanup.policy")).isEqualTo("compact");
    }

    @ParameterizedTest
    @CsvSource({
        "min.insync.replicas, 1, 2 or more, unclean.leader.election.enable, false",
        "unclean.leader.election.enable, true, false, min.insync.replicas, 2"
    })
    void several_copies_of_which_one_alone_is_enough_refuse_the_start(
            String setting, String value, String wanted, String other, String good) {
        existing(Topics.EVENTS, 3, Map.of("retention.ms", "-1", setting, value, other, good));

        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> prepare(Duration.ofDays(7)))
                .withMessage("topic docket.events has several replicas and " + setting + "=" + value + " instead of "
                        + wanted + ": what was acknowledged would be lost with one broker");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 2", "3, 3"})
    void copies_that_are_in_step_are_taken_as_they_are(int replicas, String inSync) {
        existing(Topics.EVENTS, replicas, Map.of("retention.ms", "-1", "min.insync.replicas", inSync));

        assertThat(prepare(Duration.ofDays(7)).clusterId()).isEqualTo("cluster");
    }

    private void existing(Map<String, String> config) {
        existing(Topics.OUTCOMES, config);
    }

    private void existing(Topic topic, Map<String, String> config) {
        existing(topic, 1, config);
    }

    private void existing(Topic topic, int replicas, Map<String, String> config) {
        broker.admin()
                .createTopics(
                        List.of(new NewTopic(topic.name(), topic.partitions(), (short) replicas).configs(config)));
    }

    private LogIdentity prepare(Duration window) {
        return topics(config().withTiming(Timing.DEFAULT.withOutcomeWindow(window)))
                .prepare();
    }

    private static EventStoreConfig config() {
        return EventStoreConfig.of("nowhere:1", "group", Path.of("nowhere"));
    }

    private LogTopics topics(EventStoreConfig config) {
        return new LogTopics(broker.admin(), config);
    }
}
