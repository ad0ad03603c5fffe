package io.docket.workflow.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandBatches.Answer;
import io.docket.workflow.command.CommandGroups;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.incident.RefusedRecords;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommandChainTest {
    private static final Answer DONE = Answer.of(Json.mapper().createObjectNode());
    private static final Answer LATER = Answer.failed(new Unavailable("not now", null));
    private static final Answer NEVER = Answer.failed(new Refused("conflict", "no"));

    private final List<List<String>> sent = new ArrayList<>();
    private final Deque<List<Answer>> answers = new ArrayDeque<>();
    private final CommandGroups groups = group -> {
        sent.add(group.stream().map(BridgeCommand::type).toList());
        return CompletableFuture.completedFuture(answers.removeFirst());
    };
    private final List<String> incidents = new ArrayList<>();
    private final Deque<RuntimeException> incidentFaults = new ArrayDeque<>();
    private final RefusedRecords refused = new RefusedRecords(new Incidents(this::incident, new SimpleMeterRegistry()));
    private final CommandChain chain = new CommandChain(new InstanceRef("acme", "p-1"), groups, refused);

    CommandChainTest() {
        for (String type : List.of("a", "b", "c")) {
            chain.add(new BridgeCommand("acme", type, type, Json.mapper().createObjectNode()));
        }
    }

    @Test
    void commands_of_a_chain_go_out_together() {
        answers.add(List.of(DONE, DONE, DONE));

        run();

        assertThat(sent).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void command_that_may_succeed_later_is_sent_again_with_all_behind_it() {
        answers.add(List.of(DONE, LATER, LATER));
        answers.add(List.of(DONE, LATER));
        answers.add(List.of(DONE));

        run();

        assertThat(sent).containsExactly(List.of("a", "b", "c"), List.of("b", "c"), List.of("c"));
    }

    @Test
    void refused_command_stops_no_other() {
        answers.add(List.of(NEVER, DONE, DONE));

        run();

        assertThat(sent).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void refused_command_is_an_incident_before_the_next_is_waited_for() {
        incidentFaults.add(new Unavailable("not now", null));
        answers.add(List.of(DONE, NEVER, DONE));

        run();

        assertThat(sent).containsExactly(List.of("a", "b", "c"));
        assertThat(incidents).containsExactly("p-1 record-b");
    }

    private void incident(BridgeCommand command) {
        if (!incidentFaults.isEmpty()) {
            throw incidentFaults.removeFirst();
        }
        incidents.add(command.payload().path("processInstanceId").asText() + " "
                + command.payload().path("incidentId").asText());
    }

    private void run() {
        Persistence persistence = new Persistence(
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
                pause -> {},
                InstantSource.system(),
                new SimpleMeterRegistry());
        new Lanes(persistence, 1).run("commands", Map.of("instance", chain.steps()));
    }
}
