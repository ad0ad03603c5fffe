package io.docket.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.InterimRef;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.interim.InterimStore.Expired;
import io.docket.workflow.simulation.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A payload is there for as long as its message can be taken. */
class MessagePayloadLifeTest {
    private static final String KEY = "bpm-message-payloads:process-definition/loan-review/start-message/1";
    private static final InterimRef PAYLOAD = new InterimRef(KEY, "0".repeat(64), null);

    private final World world = new World();

    private void brought() {
        world.interimData.putUnbound("acme", KEY, Map.of("data", Vault.prefix("acme") + "sealed"), Duration.ofDays(1));
    }

    private List<String> removed() {
        return world.interimData.removeUnbound(world.time.instant(), 10).stream()
                .map(Expired::key)
                .toList();
    }

    @Test
    void payload_waits_as_long_as_its_message_does_and_is_gone_after_that() {
        brought();
        world.publish("paid", "P30D", PAYLOAD);
        world.settle();

        world.time.sleep(Duration.ofDays(30));

        assertThat(removed()).isEmpty();
        world.time.sleep(Duration.ofDays(1));
        assertThat(removed()).containsExactly(KEY);
    }

    @Test
    void payload_waits_for_an_engine_that_is_away_and_then_as_long_as_its_message() {
        brought();
        world.line.cut(Duration.ofHours(20));
        world.publish("paid", "PT12H", PAYLOAD);
        world.settle();
        assertThat(world.engine.published()).containsExactly("acme.paid");

        world.time.sleep(Duration.ofHours(24));

        assertThat(removed()).isEmpty();
    }

    @Test
    void life_of_a_payload_is_never_shortened() {
        brought();
        world.publish("paid", "PT0S", PAYLOAD);
        world.settle();

        world.time.sleep(Duration.ofHours(23));

        assertThat(removed()).isEmpty();
    }

    @Test
    void message_whose_payload_is_gone_is_refused_and_not_published() {
        world.publish("paid", "PT1H", PAYLOAD);

        world.settle();

        assertThat(world.commands.accepted("record-message", "code")).containsExactly("interim-data-gone");
        assertThat(world.engine.published()).isEmpty();
    }
}
