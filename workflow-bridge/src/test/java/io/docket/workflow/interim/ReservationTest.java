package io.docket.workflow.interim;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.INSTANCE;
import static io.docket.workflow.interim.InterimWorld.RESERVATION;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.interim.InterimStore.Outcome;
import io.docket.workflow.retry.Refused;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Of two commands that name the same data one is accepted, before anybody has read its event. */
class ReservationTest {
    private final InterimWorld world = new InterimWorld();
    private final InterimRef form = world.bringing.startForm(ANN, "t", "loan", submission("{\"a\":1}"));
    private final InterimRef payload = world.bringing.payload(ANN, "loan", submission("{\"a\":1}"));

    private Submission start(String commandId) {
        return world.checking.take("acme", Use.START_PROCESS, "loan", form, commandId, RESERVATION);
    }

    private Submission publish(String commandId) {
        return world.checking.take("acme", Use.PUBLISH_MESSAGE, "paid", payload, commandId, RESERVATION);
    }

    @Test
    void second_command_has_to_wait_for_the_first_and_a_repetition_of_the_first_does_not() {
        start("c-1");
        publish("c-1");

        assertReserved(() -> start("c-2"));
        assertReserved(() -> publish("c-2"));
        assertThat(start("c-1").data().sha256()).isEqualTo(form.sha256());
        assertThat(publish("c-1").data().sha256()).isEqualTo(payload.sha256());
    }

    @Test
    void command_that_was_rejected_after_all_holds_up_others_for_a_minute_only() {
        start("c-1");
        assertReserved(() -> start("c-2"));

        world.time.sleep(RESERVATION);

        start("c-2");
    }

    @Test
    void repetition_holds_on_to_the_data() {
        start("c-1");
        world.time.sleep(Duration.ofSeconds(59));
        start("c-1");
        world.time.sleep(Duration.ofSeconds(59));

        assertReserved(() -> start("c-2"));
    }

    @Test
    void form_that_has_its_instance_is_for_no_other_command_ever() {
        start("c-1");
        world.events.on(INSTANCE, new ProcessEvent.Requested("c", "loan", null, form, null));
        assertTaken(() -> start("c-2"));

        world.time.sleep(Duration.ofDays(30));

        assertTaken(() -> start("c-2"));
    }

    @Test
    void payload_of_a_message_that_still_waits_is_for_no_other_command() {
        publish("c-1");
        assertThat(waits("c-1")).isEqualTo(Outcome.DONE);
        publish("c-1");
        assertTaken(() -> publish("c-2"));

        world.time.sleep(Duration.ofDays(29));

        assertTaken(() -> publish("c-2"));
        assertThat(waits("c-2")).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void accepted_message_has_its_payload_though_a_command_that_may_be_rejected_yet_reserved_it_meanwhile() {
        publish("c-1");
        world.time.sleep(RESERVATION);
        publish("c-2");

        assertThat(waits("c-1")).isEqualTo(Outcome.DONE);

        assertTaken(() -> publish("c-2"));
        assertThat(waits("c-2")).isEqualTo(Outcome.TAKEN);
        publish("c-1");
    }

    private Outcome waits(String commandId) {
        MessageEvent.Published message = new MessageEvent.Published("paid", "k", null, payload, "P30D", null);
        return world.events.waits("acme", commandId, message, world.time.instant());
    }

    @Test
    void reference_that_is_not_what_was_brought_reserves_nothing() {
        InterimRef wrong = new InterimRef(form.key(), "ab".repeat(32), null);

        assertThatThrownBy(() -> world.checking.take("acme", Use.START_PROCESS, "loan", wrong, "c-1", RESERVATION))
                .isInstanceOf(Refused.class);

        start("c-2");
    }

    @Test
    void form_of_a_task_is_not_reserved() {
        InterimRef ofTask = world.bringing.taskForm(ANN, "t", TASK, submission("{}"));

        world.checking.take("acme", Use.COMPLETE_TASK, TASK, ofTask, "c-1", RESERVATION);
        world.checking.take("acme", Use.COMPLETE_TASK, TASK, ofTask, "c-2", RESERVATION);

        assertThat(world.store.ownerOf(ofTask.key())).contains(INSTANCE);
    }

    private static void assertReserved(ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOf(Reserved.class);
    }

    private static void assertTaken(ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("interim-data-taken"));
    }
}
