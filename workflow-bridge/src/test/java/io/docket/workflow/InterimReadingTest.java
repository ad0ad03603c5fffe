package io.docket.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.interim.InterimKeys;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.simulation.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Start forms, which are told by one reading of the events and asked for by the other. */
class InterimReadingTest {
    private static final String KEY = InterimKeys.startForm("loan-review", "1");
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "case~loan-review-1");

    @Test
    void start_form_belongs_to_the_instance_that_waits_for_the_engine() {
        World world = brought();
        List<Optional<InstanceRef>> owners = new ArrayList<>();
        world.line.cut(Duration.ofMinutes(5));
        request(world);
        world.time.after(Duration.ofSeconds(5), () -> owners.add(world.interimData.ownerOf(KEY)));

        world.settle();

        assertThat(owners).containsExactly(Optional.of(INSTANCE));
        assertThat(world.engine.created()).containsExactly(INSTANCE.processInstanceId());
    }

    @Test
    void form_of_a_refused_start_belongs_to_it_again_once_it_is_tried_again_wherever_the_bridge_dies() {
        boolean died = true;
        int halfStep = 1;
        for (; died; halfStep++) {
            World world = brought();
            world.engine.faults().refuseCreations(1);
            request(world);
            world.settle();
            assertThat(world.interimData.isUnbound(KEY)).isTrue();

            world.steps.dieIn(halfStep);
            world.resolve(INSTANCE.processInstanceId(), ProcessEvent.START);
            world.settle();

            assertThat(world.interimData.ownerOf(KEY)).contains(INSTANCE);
            assertThat(world.interimData.isUnbound(KEY)).isFalse();
            assertThat(world.engine.created()).containsExactly(INSTANCE.processInstanceId());
            died = world.steps.reached();
        }
        assertThat(halfStep).isGreaterThan(10);
    }

    @Test
    void events_that_are_read_again_from_the_beginning_leave_the_form_with_its_instance() {
        World world = brought();
        world.engine.faults().refuseCreations(1);
        request(world);
        world.settle();
        world.resolve(INSTANCE.processInstanceId(), ProcessEvent.START);
        world.settle();

        world.loseRedis();
        world.rewind();
        world.settle();

        assertThat(world.interimData.ownerOf(KEY)).contains(INSTANCE);
        assertThat(world.interimData.isUnbound(KEY)).isFalse();
    }

    private static World brought() {
        World world = new World();
        world.commands.restUser();
        world.interimData.putUnbound("acme", KEY, Map.of("data", Vault.prefix("acme") + "sealed"), Duration.ofDays(1));
        world.deploy();
        world.settle();
        return world;
    }

    private static void request(World world) {
        InterimRef form = new InterimRef(KEY, "ab".repeat(32), null);
        world.events.append(
                "process",
                INSTANCE.processInstanceId(),
                new ProcessEvent.Requested("case", "loan-review", null, form, null));
    }
}
