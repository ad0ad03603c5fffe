package io.docket.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.simulation.PlannedFaults;
import io.docket.workflow.simulation.TenantsWithoutAccount;
import io.docket.workflow.simulation.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Globex gives the bridge no account; acme does. */
class TenantWithoutAccountTest {
    private static final String GLOBEX = "globex";
    private static final String OF_GLOBEX = "far~loan-review-1";
    private static final String OF_ACME = "near~loan-review-1";

    /** With the commands of each that are parked, more than may be. */
    private static final int TOO_MANY = 20;

    /** A group that goes in at once may exceed the bound. */
    private static final int GROUP = 3;

    private static World bothStart() {
        World world = new World();
        world.commands.refuse(GLOBEX);
        start(world);
        return world;
    }

    private static void start(World world) {
        world.deploy(GLOBEX);
        world.deploy();
        world.request(GLOBEX, OF_GLOBEX);
        world.request(OF_ACME);
    }

    private static List<BridgeCommand> accepted(World world, String tenant) {
        return world.commands.accepted().stream()
                .filter(command -> command.tenant().equals(tenant))
                .toList();
    }

    /** What a case with its process consists of. */
    private static List<String> story(World world, String tenant, String instance) {
        return accepted(world, tenant).stream()
                .filter(command ->
                        command.payload().path("processInstanceId").asText().equals(instance))
                .filter(command -> !command.type().equals("record-steps"))
                .map(command ->
                        command.type() + " " + command.payload().path("state").asText())
                .toList();
    }

    private static List<String> keys(List<BridgeCommand> commands) {
        return commands.stream().map(BridgeCommand::idempotencyKey).toList();
    }

    private static List<String> parkedKeys(World world) {
        return world.parked.items(GLOBEX).stream()
                .map(item -> Json.tree(item.getBytes(UTF_8))
                        .at("/command/idempotencyKey")
                        .asText())
                .toList();
    }

    private static void assertWhole(World world, String tenant, String instance) {
        assertThat(story(world, tenant, instance))
                .containsExactly("record-process started", "create-task ", "record-process completed");
    }

    @Test
    void others_go_on_and_no_lane_waits() {
        World world = bothStart();

        world.settle();

        assertWhole(world, "acme", OF_ACME);
        assertThat(accepted(world, GLOBEX)).isEmpty();
        assertThat(world.engine.created()).containsExactlyInAnyOrder(OF_ACME, OF_GLOBEX);
        assertThat(world.retries()).isZero();
        assertThat(world.withoutAccount().count()).isOne();
    }

    @Test
    void everything_goes_out_in_order_when_there_is_an_account() {
        World world = bothStart();
        world.settle();
        List<String> parked = parkedKeys(world);
        world.commands.welcome(GLOBEX);

        world.settle();

        assertThat(parked).hasSizeGreaterThan(GROUP);
        assertThat(keys(accepted(world, GLOBEX))).startsWith(parked.toArray(String[]::new));
        assertWhole(world, GLOBEX, OF_GLOBEX);
        assertThat(world.parked.tenants()).isEmpty();
        assertThat(world.withoutAccount().count()).isZero();
    }

    @Test
    void what_is_newer_goes_out_behind_what_is_parked() {
        World world = bothStart();
        world.settle();
        List<String> parked = parkedKeys(world);
        world.commands.welcome(GLOBEX);
        world.request(GLOBEX, "far~loan-review-2");

        world.settle();

        assertThat(keys(accepted(world, GLOBEX))).startsWith(parked.toArray(String[]::new));
        assertWhole(world, GLOBEX, OF_GLOBEX);
        assertWhole(world, GLOBEX, "far~loan-review-2");
    }

    @Test
    void account_that_goes_in_the_middle_holds_up_nobody_else() {
        World world = new World();
        world.commands.restUser();
        start(world);
        world.settle();
        world.commands.refuse(GLOBEX);
        world.engine.cancel(engineKey(world, GLOBEX, OF_GLOBEX));
        world.engine.cancel(engineKey(world, "acme", OF_ACME));

        world.settle();
        assertThat(story(world, "acme", OF_ACME)).endsWith("record-process terminated");
        assertThat(story(world, GLOBEX, OF_GLOBEX)).endsWith("create-task ");
        world.commands.welcome(GLOBEX);
        world.settle();

        assertThat(story(world, GLOBEX, OF_GLOBEX)).endsWith("create-task ", "record-process terminated");
    }

    private static long engineKey(World world, String tenant, String instance) {
        return world.memory.engineKey(new InstanceRef(tenant, instance)).orElseThrow();
    }

    @Test
    void bridge_that_dies_at_any_step_loses_nothing_and_keeps_the_order() {
        boolean died = true;
        int halfStep = 1;
        while (died) {
            World world = new World();
            world.commands.refuse(GLOBEX);
            world.steps.dieAt(halfStep);
            start(world);
            world.settle();
            List<String> parked = parkedKeys(world).stream().distinct().toList();
            world.commands.welcome(GLOBEX);

            world.settle();

            assertWhole(world, "acme", OF_ACME);
            assertWhole(world, GLOBEX, OF_GLOBEX);
            assertThat(keys(accepted(world, GLOBEX)))
                    .as("half step %d", halfStep)
                    .startsWith(parked.toArray(String[]::new));
            assertThat(world.parked.tenants()).isEmpty();
            assertThat(world.commands.incidents()).isEmpty();
            died = world.steps.reached();
            halfStep++;
        }
        assertThat(halfStep).isGreaterThan(TOO_MANY);
    }

    @Test
    void where_as_many_wait_as_may_the_lane_does() {
        World world = bothStart();
        List<String> instances = new ArrayList<>();
        for (int i = 0; i < TOO_MANY; i++) {
            instances.add("far~loan-review-" + (10 + i));
            world.request(GLOBEX, instances.getLast());
        }
        List<Integer> waiting = new ArrayList<>();
        world.time.after(Duration.ofMinutes(5), () -> {
            waiting.add(world.parked.items(GLOBEX).size());
            world.commands.welcome(GLOBEX);
            world.withoutAccount().sendParked();
        });

        world.settle();

        assertThat(waiting).hasSize(1);
        assertThat(waiting.getFirst())
                .isBetween(TenantsWithoutAccount.MOST_PARKED, TenantsWithoutAccount.MOST_PARKED + GROUP);
        assertThat(world.retries()).isPositive();
        instances.forEach(instance -> assertWhole(world, GLOBEX, instance));
        assertWhole(world, "acme", OF_ACME);
    }

    @Test
    void step_that_is_tried_again_parks_its_command_once() {
        World world = new World();
        world.commands.refuse(GLOBEX);
        world.request(GLOBEX, OF_GLOBEX);
        world.settle();
        for (int busy = 0; busy < GROUP; busy++) {
            world.engine.faults().plan(PlannedFaults.Fault.BUSY);
        }
        world.deploy(GLOBEX);

        world.settle();

        assertThat(world.retries()).isEqualTo(GROUP);
        assertThat(parkedKeys(world)).isNotEmpty().doesNotHaveDuplicates();
        world.commands.welcome(GLOBEX);
        world.settle();
        assertWhole(world, GLOBEX, OF_GLOBEX);
    }

    @Test
    void recovery_of_the_engine_that_dies_at_any_step_parks_each_command_once() {
        boolean died = true;
        int halfStep = 1;
        while (died) {
            World world = new World();
            world.commands.restUser();
            start(world);
            world.settle();
            world.commands.refuse(GLOBEX);
            world.engine.wipe();
            world.steps.dieIn(halfStep);

            world.watch();
            world.watch();

            assertThat(parkedKeys(world))
                    .as("half step %d", halfStep)
                    .hasSizeGreaterThanOrEqualTo(GROUP)
                    .doesNotHaveDuplicates();
            died = world.steps.reached();
            halfStep++;
        }
        assertThat(halfStep).isGreaterThan(TOO_MANY);
    }
}
