package io.docket.workflow.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.incident.RefusedRecords;
import io.docket.workflow.interim.DeliveriesInMemory;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.interim.PayloadDelivery;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.simulation.CommandServiceDouble;
import io.docket.workflow.simulation.EventLog;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.SimulatedEngine;
import io.docket.workflow.simulation.Steps;
import io.docket.workflow.simulation.TenantQueueInMemory;
import io.docket.workflow.simulation.VirtualTime;
import io.docket.workflow.tenant.ParkingGroups;
import io.docket.workflow.usertask.TaskEchoes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Marks in the engine's log, whose passing proves that what was before them is known. */
class MarksTest {
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "case~p-1");

    private final VirtualTime time = new VirtualTime();
    private final Steps memorySteps = new Steps();
    private final MemoryInMemory memory = new MemoryInMemory(memorySteps);
    private final SimulatedEngine engine = new SimulatedEngine(new Steps(), time);
    private final List<Boolean> knownAtTheMark = new ArrayList<>();

    @Test
    void mark_passes_only_after_what_is_before_it_lasts() {
        engine.deploy("x", "<process id=\"" + EngineNames.scoped("acme", "p") + "\"/>");
        ObjectNode variables = Json.mapper().createObjectNode();
        variables.put("tenant", "acme").put("docketProcessInstanceId", INSTANCE.processInstanceId());
        engine.create("acme.p", variables);
        engine.fence("mark", "0");
        memorySteps.at(2, memory.history()::failOver);

        log().apply(engine::log);

        assertThat(memorySteps.reached()).isTrue();
        assertThat(knownAtTheMark).containsExactly(true);
        assertThat(memory.fencesPassed("mark")).containsExactly(1);
    }

    private EngineLog log() {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        Persistence persistence =
                new Persistence(new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)), time, time, metrics);
        CommandServiceDouble commands = new CommandServiceDouble(new Steps(), new EventLog(time));
        Progress progress = watched();
        return new EngineLog(
                memory,
                progress,
                new InstanceBindings(
                        engine,
                        memory,
                        new PayloadDelivery(new DeliveriesInMemory(), new InterimWorld().events, time),
                        progress),
                new ParkingGroups(commands, new TenantQueueInMemory(new Steps(), 1)),
                new RefusedRecords(new Incidents(commands, metrics)),
                new TaskEchoes(memory),
                new Lanes(persistence, 1),
                persistence);
    }

    private Progress watched() {
        return (Progress) Proxy.newProxyInstance(
                Progress.class.getClassLoader(), new Class<?>[] {Progress.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("fencePassed")) {
                        knownAtTheMark.add(memory.engineKey(INSTANCE).isPresent());
                    }
                    return method.invoke(memory, arguments);
                });
    }
}
