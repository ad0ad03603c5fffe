package io.docket.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.interim.InterimKeys;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.simulation.World;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two commands that were both accepted with the same interim data: one has it, and the other says that it has not. */
class InterimRivalsTest {
    private static final String FORM = InterimKeys.startForm("loan-review", "1");
    private static final String PAYLOAD = InterimKeys.startMessage("loan-review", "1");
    private static final InstanceRef FIRST = new InstanceRef("acme", "case~loan-review-1");
    private static final InstanceRef SECOND = new InstanceRef("acme", "case~loan-review-2");

    private final World world = new World();

    private void brought(String key) {
        world.commands.restUser();
        world.interimData.putUnbound("acme", key, Map.of("data", Vault.prefix("acme") + "sealed"), Duration.ofDays(1));
        world.deploy();
        world.settle();
    }

    private void request(InstanceRef instance) {
        InterimRef form = new InterimRef(FORM, "ab".repeat(32), null);
        world.events.append(
                "process",
                instance.processInstanceId(),
                new ProcessEvent.Requested("case", "loan-review", null, form, null));
    }

    @Test
    void instance_that_lost_its_start_form_does_not_begin_without_it_and_is_an_incident() {
        brought(FORM);
        request(FIRST);
        request(SECOND);

        world.settle();

        assertThat(world.interimData.ownerOf(FORM)).contains(FIRST);
        assertThat(world.engine.created()).containsExactly(FIRST.processInstanceId());
        assertThat(world.commands.incidents())
                .containsOnlyKeys(SECOND.processInstanceId() + "/" + ProcessEvent.START)
                .allSatisfy((id, incident) -> assertThat(incident.kind()).isEqualTo("interim-data-taken"));
    }

    @Test
    void incident_of_the_loser_stays_when_it_is_tried_again() {
        brought(FORM);
        request(FIRST);
        request(SECOND);
        world.settle();

        world.resolve(SECOND.processInstanceId(), ProcessEvent.START);
        world.settle();

        assertThat(world.interimData.ownerOf(FORM)).contains(FIRST);
        assertThat(world.engine.created()).containsExactly(FIRST.processInstanceId());
        assertThat(world.commands.incidents()).hasSize(1);
    }

    @Test
    void start_whose_form_is_gone_is_an_incident() {
        world.deploy();
        request(FIRST);

        world.settle();

        assertThat(world.engine.created()).isEmpty();
        assertThat(world.commands.incidents().values())
                .extracting(ProcessEvent.IncidentRaised::kind)
                .containsExactly("interim-data-gone");
    }

    @Test
    void message_that_lost_its_payload_to_another_is_refused() {
        brought(PAYLOAD);
        InterimRef payload = new InterimRef(PAYLOAD, "ab".repeat(32), null);
        world.publish("paid", "PT1H", payload);
        world.publish("paid-again", "PT1H", payload);

        world.settle();

        assertThat(world.engine.published()).containsExactly("acme.paid");
        assertThat(world.commands.accepted("record-message", "messageId")).containsExactly("m-paid-again");
        assertThat(world.commands.accepted("record-message", "code")).containsExactly("interim-data-taken");
    }
}
