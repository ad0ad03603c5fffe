package io.docket.workflow.interim.redis;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.interim.InterimKeys;
import io.docket.workflow.interim.InterimStore.Expired;
import io.docket.workflow.removal.Orphan;
import io.docket.workflow.removal.RemovalQueue.Standing;
import io.docket.workflow.removal.RemovalQueue.Step;
import io.docket.workflow.removal.Removals;
import io.docket.workflow.removal.Sweep;
import io.docket.workflow.retry.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes with its instance, and what a sweep finds that should have gone. */
class RedisRemovalIT extends RedisScene {
    @Test
    void when_the_instance_ends_all_of_it_is_gone_and_nothing_new_is_kept() {
        task("c~ut-1", "review", false);
        bring("c~ut-1", "{}");
        InterimRef form = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        redis.store.bind(INSTANCE, form.key());
        InterimRef late = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        List<String> files = new ArrayList<>();

        redis.events.on(INSTANCE, new ProcessEvent.Completed());
        assertThatThrownBy(() -> bring("c~ut-1", "{}")).isInstanceOf(Refused.class);
        redis.events.bind(INSTANCE, late.key());
        Removals removals = removals(files);
        assertThat(removals.removeData()).isEqualTo(1);
        assertThat(redis.redis.key().keys("bpm-*")).isEmpty();
        assertThat(redis.queue.standing(INSTANCE)).isEqualTo(Standing.LEAVING);
        assertThat(redis.queue.size()).isEqualTo(1);
        assertThat(redis.queue.due(Step.DATA, Instant.now(), 10)).isEmpty();
        assertThat(files).isEmpty();
        assertThat(removals.removeFiles()).isEqualTo(1);

        assertThat(redis.redis.key().keys("bpm-*")).isEmpty();
        assertThat(files).containsExactly("c~ut-1");
        assertThat(redis.store.totals().keys()).isZero();
        assertThat(redis.store.totals().bytes()).isZero();
        assertThat(redis.queue.size()).isZero();
        assertThat(redis.queue.standing(INSTANCE)).isEqualTo(Standing.OVER);
    }

    @Test
    void instance_that_something_is_bound_to_while_its_files_go_stays_in_the_queue() {
        redis.events.on(INSTANCE, new ProcessEvent.Completed());
        removals(new ArrayList<>()).removeData();
        InterimRef late = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        redis.events.bind(INSTANCE, late.key());
        redis.queue.postpone(Step.FILES, INSTANCE, Instant.now().plusSeconds(60));

        redis.queue.done(INSTANCE);

        assertThat(redis.queue.size()).isEqualTo(1);
        assertThat(redis.queue.due(Step.FILES, Instant.now().plusSeconds(60), 10))
                .isEmpty();
        assertThat(redis.queue.due(Step.DATA, Instant.now(), 10)).containsExactly(INSTANCE);
    }

    @Test
    void sweep_finds_what_should_be_gone() {
        redis.memory.progress().markWhole();
        redis.memory.progress().interim().markWhole();
        Sweep sweep = sweep();
        task("c~ut-1", "review", false);
        bring("c~ut-1", "{}");
        assertThat(sweep.run().orphans()).isEmpty();

        redis.events.on(INSTANCE, new ProcessEvent.Completed());
        redis.queue.dataGone(INSTANCE, Instant.now());
        redis.queue.done(INSTANCE);
        redis.redis.set(String.class).sadd(INDEX, InterimKeys.taskForm("c~p", "gone"));

        assertThat(sweep.run().orphans())
                .extracting(Orphan::reason)
                .containsExactlyInAnyOrder("instance-over", "index-without-data");
        removals(new ArrayList<>()).removeData();
        removals(new ArrayList<>()).removeFiles();
        assertThat(sweep.run().orphans()).isEmpty();
        assertThat(redis.redis.key().keys("bpm-*")).isEmpty();
    }

    @Test
    void sweep_says_whose_it_is_that_is_lost_or_expired() {
        redis.memory.progress().markWhole();
        redis.memory.progress().interim().markWhole();
        task("c~ut-1", "review", false);
        bring("c~ut-1", "{}");
        redis.redis.key().del(FORM);
        redis.redis.set(String.class).sadd(INDEX, InterimKeys.taskForm("c~p", "gone"));
        InterimRef form = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));

        assertThat(redis.store.removeUnbound(Instant.now().plus(RedisUnderTest.LIFE), 10))
                .containsExactly(new Expired(form.key(), "acme"));
        assertThat(sweep().run().orphans())
                .containsExactlyInAnyOrder(
                        new Orphan(INDEX, "acme", "index-without-data"), new Orphan(INDEX, null, "index-without-data"));
        assertThat(redis.store.totals().keys()).isZero();
        assertThat(redis.store.ownerOf(FORM)).isEmpty();
        assertThat(sweep().run().orphans()).isEmpty();
    }
}
