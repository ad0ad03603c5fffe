package io.docket.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.workflow.simulation.World;
import org.junit.jupiter.api.Test;

/** A user task of the engine that the memory has lost, while it counts as whole. */
class UnknownTaskTest {
    private static final String INSTANCE = "case~loan-review-1";

    @Test
    void its_completion_is_an_incident_and_reaches_the_engine_once_the_memory_is_made_anew() {
        World world = new World();
        world.commands.restUser();
        world.deploy();
        world.request(INSTANCE);
        world.settle();
        String task = world.commands.accepted("create-task", "taskId").getFirst();
        world.memory.loseTask("acme", task);

        world.commands.complete(task);
        world.settle();

        assertThat(world.commands.incidents().values()).extracting("kind").containsExactly("unknown-task");
        String incident = world.commands.incidents().keySet().iterator().next();
        world.memory.lose();
        world.settle();
        world.resolve(INSTANCE, incident.substring(incident.indexOf('/') + 1));
        world.settle();
        assertThat(world.engine.tasks().results()).hasSize(1);
        assertThat(world.commands.incidents()).isEmpty();
    }
}
