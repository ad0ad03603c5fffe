package io.docket.workflow.interim.redis;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.interim.BeginMessage;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.interim.InterimStore.Outcome;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.removal.Sweep;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Start forms and payloads, which are brought before they have an instance, and the one they come to belong to. */
class RedisBindingIT extends RedisScene {
    @Test
    void start_form_is_bound_when_its_instance_exists_and_goes_with_it() {
        InterimRef form = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        assertThat(redis.store.isUnbound(form.key())).isTrue();

        redis.events.on(INSTANCE, new ProcessEvent.Requested("c", "loan", null, form, null));
        redis.events.on(INSTANCE, new ProcessEvent.Requested("c", "loan", null, form, null));

        assertThat(index()).containsExactly(form.key());
        assertThat(redis.store.isUnbound(form.key())).isFalse();
        assertThat(redis.store.bind(new InstanceRef("acme", "other"), form.key()))
                .isEqualTo(Outcome.TAKEN);
        assertThat(redis.store.bind(new InstanceRef("globex", "c~p"), form.key()))
                .isEqualTo(Outcome.FOREIGN);
    }

    @Test
    void form_of_a_start_that_waits_or_was_refused_is_no_orphan_and_can_be_bound_again() {
        InstanceRef waiting = new InstanceRef("acme", "c~waits");
        InterimRef form = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        ProcessEvent.Requested requested = new ProcessEvent.Requested("c", "loan", null, form, null);
        redis.memory.progress().markWhole();
        redis.memory.progress().interim().markWhole();
        Sweep sweep = sweep();

        redis.events.on(waiting, requested);
        assertThat(sweep.run().orphans()).isEmpty();
        redis.events.on(waiting, refused());
        assertThat(redis.store.isUnbound(form.key())).isTrue();
        assertThat(redis.store.ownerOf(form.key())).isEmpty();
        redis.events.require(waiting, requested);
        assertThat(redis.store.ownerOf(form.key())).contains(waiting);
        redis.runs(waiting, 9);
        redis.events.on(waiting, refused());

        assertThat(redis.store.ownerOf(form.key())).contains(waiting);
        assertThat(sweep.run().orphans()).isEmpty();
    }

    private static ProcessEvent refused() {
        return new ProcessEvent.IncidentRaised(ProcessEvent.START, "too-large", "no", null, null, null, "0-1");
    }

    @Test
    void payload_goes_with_the_instance_that_took_its_message_whichever_is_known_first() {
        InterimRef first = redis.bringing.payload(ANN, "loan", submission("{\"a\":1}"));
        InterimRef second = redis.bringing.payload(ANN, "loan", submission("{\"a\":2}"));
        InterimWorld.check(redis.checking, Use.PUBLISH_MESSAGE, "paid", first);

        redis.delivery.published(11, first.key());
        redis.delivery.correlated(11, INSTANCE);
        redis.delivery.correlated(12, INSTANCE);
        redis.delivery.published(12, second.key());

        assertThat(index()).containsExactlyInAnyOrder(first.key(), second.key());
        assertThat(redis.checking.read("acme", first.key()).data().bytes())
                .asString()
                .isEqualTo("{\"a\":1}");
        redis.events.on(INSTANCE, new ProcessEvent.Completed());
        removals(new ArrayList<>()).removeData();
        removals(new ArrayList<>()).removeFiles();
        assertThat(redis.redis.key().keys("bpm-*")).isEmpty();
    }

    @Test
    void payload_goes_with_the_instance_that_its_message_began() {
        InterimRef payload = redis.bringing.payload(ANN, "loan", submission("{\"a\":1}"));

        redis.delivery.begun(7, new BeginMessage(11, "acme.ordered", "k"));
        redis.delivery.published(11, payload.key());
        redis.delivery.adopted(8, new InstanceRef("acme", "other"));
        redis.delivery.adopted(7, INSTANCE);

        assertThat(index()).containsExactly(payload.key());
        assertThat(redis.store.isUnbound(payload.key())).isFalse();
        assertThat(redis.delivery.beginOf(7)).contains(new BeginMessage(11, "acme.ordered", "k"));
        assertThat(redis.delivery.beginOf(8)).isEmpty();
    }

    @Test
    void message_that_began_an_instance_may_be_noted_as_its_key_alone() {
        redis.redis.value(String.class).set(redis.memory.names().messageBegan(7), "11");

        assertThat(redis.delivery.beginOf(7)).contains(new BeginMessage(11, "", ""));
    }
}
