package io.docket.workflow.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Cause;
import io.docket.workflow.command.CommandBatches.Answer;
import io.docket.workflow.command.NoAccount;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.simulation.Steps;
import io.docket.workflow.simulation.TenantQueueInMemory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParkedCommandsTest {
    private static final int FULL = 3;
    private static final Answer DONE = Answer.of(Json.mapper().createObjectNode());

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Map<String, Answer> faults = new HashMap<>();
    private final List<BridgeCommand> sent = new ArrayList<>();
    private final TenantQueueInMemory queue = new TenantQueueInMemory(new Steps(), FULL);
    private final ParkingCommands parking = new ParkingCommands(
            command -> {
                throw NoAccount.of(command.tenant(), "401 invalid_client");
            },
            queue);
    private final ParkedCommands parked = new ParkedCommands(
            queue,
            commands -> {
                sent.addAll(commands);
                return commands.stream()
                        .map(command -> faults.getOrDefault(command.type(), DONE))
                        .toList();
            },
            metrics);
    private final ParkedTenants tenants = new ParkedTenants(List.of(parked), metrics);

    private static BridgeCommand command(String tenant, String type) {
        return new BridgeCommand(
                tenant, type, "key-" + type, Json.mapper().createObjectNode().put("n", 1), new Cause("e", "first", 2));
    }

    private void park(String tenant, String type, @Nullable String instance) {
        queue.put(tenant, List.of(new ParkedCommand(command(tenant, type), instance).text()));
    }

    private List<String> waiting(String tenant) {
        return queue.items(tenant).stream()
                .map(ParkedCommand::parse)
                .map(item -> item.command().type())
                .toList();
    }

    @Test
    void command_is_sent_as_it_was() {
        parking.send(command("acme", "a"));

        assertThat(tenants.goOn()).isTrue();

        assertThat(sent).containsExactly(command("acme", "a"));
        assertThat(queue.tenants()).isEmpty();
    }

    @Test
    void what_cannot_go_out_waits_with_what_is_behind_it() {
        park("acme", "a", null);
        park("acme", "b", null);
        park("acme", "c", null);
        faults.put("b", Answer.failed(NoAccount.of("acme", "401 invalid_client")));

        assertThat(tenants.goOn()).isTrue();
        assertThat(waiting("acme")).containsExactly("b", "c");
        assertThat(tenants.goOn()).isFalse();
        assertThat(tenants.sizes()).containsExactly(Map.entry("acme", 2L));
    }

    @Test
    void refusal_is_an_incident_in_its_place_also_where_the_queue_is_full() {
        park("acme", "a", "k~p-1");
        park("acme", "b", "k~p-1");
        park("acme", "c", "k~p-1");
        faults.put("a", Answer.failed(new Refused("conflict", "no")));
        faults.put("b", Answer.failed(NoAccount.of("acme", "401 invalid_client")));

        assertThat(tenants.goOn()).isTrue();

        assertThat(waiting("acme")).containsExactly("record-incident", "b", "c");
    }

    @Test
    void incident_that_is_refused_is_the_end_of_it() {
        park("acme", "a", "k~p-1");
        faults.put("a", Answer.failed(new Refused("conflict", "no")));
        faults.put("record-incident", Answer.failed(new Refused("conflict", "no")));

        assertThat(tenants.goOn()).isTrue();
        assertThat(tenants.goOn()).isTrue();

        assertThat(queue.tenants()).isEmpty();
    }

    @Test
    void tenant_whose_items_nobody_can_read_stops_no_other() {
        queue.put("acme", List.of("no json"));
        park("globex", "g", null);

        assertThat(tenants.goOn()).isTrue();

        assertThat(queue.items("acme")).containsExactly("no json");
        assertThat(queue.items("globex")).isEmpty();
        assertThat(metrics.get("docket.bridge.tenants.parked").gauge().value()).isEqualTo(2);
    }

    @Test
    void command_that_waits_already_is_not_put_again_also_where_the_queue_is_full() {
        List.of("a", "b", "c").forEach(type -> parking.send(command("acme", type)));

        List.of("a", "b", "c").forEach(type -> parking.send(command("acme", type)));

        assertThat(waiting("acme")).containsExactly("a", "b", "c");
    }
}
