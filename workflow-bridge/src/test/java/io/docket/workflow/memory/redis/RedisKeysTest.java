package io.docket.workflow.memory.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.workflow.memory.InstanceRef;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RedisKeysTest {
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "K~loan-1");

    private final RedisKeys names = new RedisKeys("docket:bridge:");

    @Test
    void interim_data_outlives_the_engine() {
        assertThat(Stream.of(
                        names.dataKeys("acme"),
                        names.keyTenants(),
                        names.interimAges(),
                        names.interimUnbound(),
                        names.interimOwners(),
                        names.interimBytes(),
                        names.interimEvents(),
                        names.interimWhole(),
                        names.ended(INSTANCE),
                        names.removals(),
                        names.removalsOfFiles(),
                        names.removalsSince(),
                        names.taskForm("acme", "K~ut-1"),
                        names.tasksOf(INSTANCE),
                        names.firstTasks(INSTANCE),
                        names.parkedCommands(),
                        names.parkedCommands() + ":acme",
                        names.parkedRuns(),
                        names.parkedRuns() + ":acme"))
                .noneMatch(names::isOfEngine);
    }

    @Test
    void what_is_known_of_an_engine_goes_with_it() {
        assertThat(Stream.of(
                        names.instance(INSTANCE),
                        names.engineKey(1),
                        names.task("acme", "K~ut-1"),
                        names.unassigning("acme", "K~ut-1"),
                        names.parked(),
                        names.awaiting("acme", "loan"),
                        names.fence("f"),
                        names.events(),
                        names.engine(),
                        names.engineBegin(),
                        names.definition("acme", "loan"),
                        names.definingTenants(),
                        names.messageBegan(1),
                        names.message(1),
                        names.needs("acme", "loan"),
                        names.schedules(),
                        names.schedulesDue(),
                        names.firing("o"),
                        names.whole()))
                .allMatch(names::isOfEngine);
    }
}
