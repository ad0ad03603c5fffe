package io.docket.workflow.interim;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.InterimRef;
import io.docket.workflow.interim.Checking.Use;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyRotationTest {
    private final InterimWorld world = new InterimWorld();
    private final KeyRotation rotation =
            new KeyRotation(world.keys, world.vault, world.store, new SimpleMeterRegistry());

    @Test
    void everything_is_sealed_anew_and_stays_what_it_is() {
        InterimRef reference = world.bringing.taskForm(ANN, "t", TASK, submission("{\"amount\":5}"));
        String before = world.store.values.get(reference.key()).get("data");
        String id = world.keys.rotate("acme");

        rotation.resealAll();

        assertThat(world.store.values.get(reference.key()))
                .allSatisfy((field, value) -> assertThat(value).startsWith("v1:acme/" + id + ":"))
                .doesNotContainValue(before);
        world.checking.require("acme", Use.COMPLETE_TASK, TASK, reference);
    }

    @Test
    void value_that_does_not_open_is_left_alone_and_holds_up_no_other() {
        InterimRef reference = world.bringing.taskForm(ANN, "t", TASK, submission("{\"amount\":5}"));
        world.store.values.put(
                "bpm-form-submissions:process/x/task/y",
                new LinkedHashMap<>(Map.of("data", "v1:acme/0:AAAA", "x-access-token", "nonsense")));
        String id = world.keys.rotate("acme");

        rotation.resealAll();

        assertThat(world.store.values.get(reference.key()).get("data")).contains(id);
        assertThat(world.store.values.get("bpm-form-submissions:process/x/task/y"))
                .containsEntry("data", "v1:acme/0:AAAA");
    }
}
