package io.docket.system.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.PlannedComments;
import io.docket.system.support.Servers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands that are all due at one instant, at which bridge and engine have just been killed. */
class SchedulesKillsIT {
    private static final int MANY = 300;
    private static final Duration AHEAD = Duration.ofSeconds(25);
    private static final Duration RECOVERY = Duration.ofSeconds(300);

    @Test
    void each_is_carried_out_once_and_none_too_early_when_bridge_and_engine_are_back() {
        PlannedComments comments = PlannedComments.onNewCases(50);
        Instant due = Instant.now().plus(AHEAD);
        comments.plan(MANY, due);
        await().atMost(AHEAD).until(() -> Instant.now().isAfter(due.minusSeconds(1)));
        List<String> victims = List.of("workflow-bridge", "zeebe");
        Map<String, Integer> restarts =
                Map.of("workflow-bridge", Servers.restarts("workflow-bridge"), "zeebe", Servers.restarts("zeebe"));

        victims.forEach(Servers::kill);

        await().atMost(RECOVERY)
                .until(() -> victims.stream()
                        .allMatch(victim -> Servers.restarts(victim) > restarts.get(victim) && Servers.ready(victim)));
        await().atMost(RECOVERY).until(() -> comments.late(due).size() == MANY);
        assertThat(comments.late(due).values())
                .allSatisfy(times -> assertThat(times)
                        .singleElement()
                        .satisfies(late -> assertThat(late.isNegative()).isFalse()));
    }
}
