package io.docket.workflow.interim.redis;

import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.kit.identity.Caller;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.interim.KeyRotation;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Forms of tasks: how they lie in Redis, who gets at them, and what of them outlives an outage. */
class RedisFormsIT extends RedisScene {
    @Test
    void form_lies_sealed_under_the_key_of_the_contracts_and_in_the_index_of_its_instance() {
        task("c~ut-1", "review", false);

        InterimRef reference = bring("c~ut-1", "{\"amount\":5}");

        Map<String, String> fields = redis.redis.hash(String.class).hgetall(FORM);
        assertThat(fields).containsOnlyKeys("data", "x-access-token");
        assertThat(fields.values()).allMatch(value -> value.startsWith("v1:acme/") && !value.contains("amount"));
        assertThat(index()).containsExactly(FORM);
        InterimWorld.check(redis.checking, Use.COMPLETE_TASK, "c~ut-1", reference);
        assertThat(redis.store.totals().keys()).isEqualTo(1);
        assertThat(redis.store.totals().bytes())
                .isEqualTo(fields.values().stream().mapToInt(String::length).sum());
    }

    @Test
    void tasks_of_a_loop_do_not_overwrite_each_other_whether_the_diagram_said_so_or_not() {
        task("c~ut-1", "each", true);
        task("c~ut-2", "each", true);
        task("c~ut-3", "called", false);
        task("c~ut-4", "called", false);

        List<InterimRef> references = List.of(
                bring("c~ut-1", "{\"a\":1}"),
                bring("c~ut-2", "{\"a\":2}"),
                bring("c~ut-3", "{\"a\":3}"),
                bring("c~ut-4", "{\"a\":4}"));
        task("c~ut-3", "called", false);

        assertThat(references)
                .extracting(InterimRef::key)
                .containsExactly(
                        "bpm-form-submissions:process/c~p/task/each/c~ut-1",
                        "bpm-form-submissions:process/c~p/task/each/c~ut-2",
                        "bpm-form-submissions:process/c~p/task/called",
                        "bpm-form-submissions:process/c~p/task/called/c~ut-4");
        for (int i = 0; i < references.size(); i++) {
            InterimWorld.check(redis.checking, Use.COMPLETE_TASK, "c~ut-" + (i + 1), references.get(i));
        }
        assertThat(index()).hasSize(4);
    }

    @Test
    void tenants_with_the_same_instance_id_cannot_touch_each_others_data() {
        task("c~ut-1", "review", false);
        InterimRef ours = bring("c~ut-1", "{\"amount\":5}");
        InstanceRef theirs = new InstanceRef("globex", "c~p");
        redis.runs(theirs, 8);
        Caller stranger = new Caller("globex", "olga", Set.of("case-worker"), Set.of());
        redis.forms.created(theirs, "c~ut-1", "review", false);

        assertThatThrownBy(() -> redis.bringing.taskForm(stranger, "t", "c~ut-1", submission("{}")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> redis.checking.read("globex", FORM)).isInstanceOf(Refused.class);
        assertThat(redis.store.remove(theirs)).isZero();
        InterimWorld.check(redis.checking, Use.COMPLETE_TASK, "c~ut-1", ours);
    }

    @Test
    void key_is_rotated_while_values_are_in_use() {
        task("c~ut-1", "review", false);
        InterimRef reference = bring("c~ut-1", "{\"amount\":5}");
        String id = redis.keys.rotate("acme");

        InterimWorld.check(redis.checking, Use.COMPLETE_TASK, "c~ut-1", reference);
        new KeyRotation(redis.keys, redis.vault, redis.store, new SimpleMeterRegistry()).resealAll();

        assertThat(redis.store.get(FORM).values()).allMatch(value -> value.startsWith("v1:acme/" + id));
        InterimWorld.check(redis.checking, Use.COMPLETE_TASK, "c~ut-1", reference);
    }

    @Test
    void while_redis_is_away_nothing_is_acknowledged_and_afterwards_all_that_was_is_there() throws IOException {
        task("c~ut-1", "review", false);
        InterimRef reference = bring("c~ut-1", "{\"amount\":5}");
        redis.events.on(new InstanceRef("acme", "ended"), new ProcessEvent.Completed());

        processes.kill(port);
        assertThatThrownBy(() -> bring("c~ut-1", "{\"amount\":6}")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> redis.checking.read("acme", FORM)).isInstanceOf(Unavailable.class);
        processes.start(port, false, APPEND_ONLY);

        await().ignoreExceptions()
                .untilAsserted(() -> InterimWorld.check(redis.checking, Use.COMPLETE_TASK, "c~ut-1", reference));
        assertThat(removals(new ArrayList<>()).removeData()).isEqualTo(1);
        assertThat(removals(new ArrayList<>()).removeFiles()).isEqualTo(1);
    }
}
