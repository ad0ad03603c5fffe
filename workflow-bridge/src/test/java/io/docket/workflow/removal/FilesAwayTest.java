package io.docket.workflow.removal;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.BRIDGE;
import static io.docket.workflow.interim.InterimWorld.INSTANCE;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.command.RecordingServer;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.command.TenantCalls;
import io.docket.workflow.definition.KnownDefinition;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Instances that end while the file service, or the store behind it, is away. */
class FilesAwayTest {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(300);
    private static final int MANY = 50;
    private static final String OTHER_TASK = "c~ut-8";

    private final InterimWorld world = new InterimWorld();
    private final MemoryInMemory memory = new MemoryInMemory(new Steps());
    private final FileServiceDouble service = new FileServiceDouble();
    private final RecordingServer issuer = new RecordingServer();
    private final HttpClient http = HttpClient.newHttpClient();

    FilesAwayTest() throws IOException {}

    @BeforeEach
    void anInstanceHasFiles() {
        memory.note("acme", "loan", 1, new KnownDefinition(1, Set.of("review")));
        world.events.on("acme", OTHER_TASK, InterimWorld.created("decide"));
        world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        service.bring(TASK, 2);
        service.bring(OTHER_TASK, 1);
    }

    @AfterEach
    void close() {
        http.close();
        service.close();
        issuer.close();
    }

    @ParameterizedTest
    @EnumSource(FileServiceDouble.Away.class)
    void files_are_gone_when_the_service_is_back_also_for_a_bridge_that_was_started_meanwhile(
            FileServiceDouble.Away away) throws IOException {
        service.goAway(away);
        world.events.on(INSTANCE, new ProcessEvent.Completed());

        assertThat(removeDue(bridge())).isZero();
        Removals restarted = bridge();
        world.time.sleep(LONGEST_WAIT);
        assertThat(removeDue(restarted)).isZero();
        assertThat(world.queue.standing(INSTANCE)).isEqualTo(RemovalQueue.Standing.LEAVING);
        assertThat(service.files()).hasSize(3);
        assertThat(world.store.values).isEmpty();

        service.comeBack();
        world.time.sleep(LONGEST_WAIT);
        assertThat(removeDue(restarted)).isEqualTo(1);

        assertThat(service.files()).isEmpty();
        assertThat(world.queue.size()).isZero();
        assertThat(sweep().run().orphans()).isEmpty();
    }

    @Test
    void store_that_fails_between_two_files_leaves_none_behind() {
        service.failAfter(1);
        world.events.on(INSTANCE, new ProcessEvent.Terminated());

        assertThat(removeDue(bridge())).isZero();
        assertThat(service.files()).hasSize(2);
        world.time.sleep(LONGEST_WAIT);
        assertThat(removeDue(bridge())).isEqualTo(1);

        assertThat(service.files()).isEmpty();
        assertThat(sweep().run().orphans()).isEmpty();
    }

    @Test
    void sweep_meanwhile_takes_what_waits_for_its_removal_for_no_orphan() throws IOException {
        service.goAway(FileServiceDouble.Away.STORE);
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        assertThat(removeDue(bridge())).isZero();

        assertThat(sweep().run().orphans()).isEmpty();
        assertThat(service.files()).hasSize(3);
        service.comeBack();
        assertThat(sweep().run().orphans()).isEmpty();
        assertThat(service.files()).hasSize(3);
    }

    @Test
    void instance_without_files_is_removed_meanwhile() throws IOException {
        InstanceRef other = new InstanceRef("acme", "other");
        service.goAway(FileServiceDouble.Away.REFUSING);
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        world.events.on(other, new ProcessEvent.Completed());

        assertThat(removeDue(bridge())).isEqualTo(1);
        assertThat(world.queue.standing(other)).isEqualTo(RemovalQueue.Standing.OVER);
    }

    @Test
    void data_of_many_instances_is_gone_at_once_while_nobody_answers_and_their_files_when_somebody_does()
            throws IOException {
        IntStream.range(0, MANY).forEach(number -> {
            InstanceRef instance = new InstanceRef("acme", "c~" + number);
            String task = "c~ut-many-" + number;
            world.forms.created(instance, task, "review", false);
            world.bringing.taskForm(BRIDGE, "t", task, submission("{}"));
            service.bring(task, 1);
            world.events.on(instance, new ProcessEvent.Completed());
        });
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        service.goAway(FileServiceDouble.Away.SILENT);

        world.queue.breakOff(true);
        assertThat(bridge().removeData()).isZero();
        world.queue.breakOff(false);
        assertThat(bridge().removeData()).isEqualTo(MANY + 1);
        assertThat(service.asked()).isZero();
        assertThat(world.store.values).isEmpty();
        assertThat(bridge().removeFiles()).isZero();
        assertThat(service.files()).hasSize(MANY + 3);

        service.comeBack();
        world.time.sleep(LONGEST_WAIT);
        world.queue.breakOff(true);
        assertThat(bridge().removeFiles()).isZero();
        assertThat(world.queue.size()).isEqualTo(MANY + 1);
        world.queue.breakOff(false);
        int removed = bridge().removeFiles();
        world.time.sleep(LONGEST_WAIT); // for those that met a connection which the silence had cut
        assertThat(removed + bridge().removeFiles()).isEqualTo(MANY + 1);

        assertThat(service.files()).isEmpty();
        assertThat(world.queue.size()).isZero();
        assertThat(sweep().run().orphans()).isEmpty();
    }

    private static int removeDue(Removals removals) {
        removals.removeData();
        return removals.removeFiles();
    }

    /** The removals of a bridge that knows nothing of another before it. */
    private Removals bridge() {
        return new Removals(
                world.queue,
                world.store,
                world.forms,
                files(),
                new Backoff(Duration.ofMillis(250), LONGEST_WAIT),
                world.time,
                new RemovalMetrics(new SimpleMeterRegistry()));
    }

    private Sweep sweep() {
        HttpTaskFiles files = files();
        TaskEnds ends = (tenant, task) -> true;
        return new Sweep(
                world.store,
                world.queue,
                memory,
                new FileSweep(files, files, world.forms, world.queue, ends, memory),
                InterimWorld.LIFE,
                world.time,
                new SweepMetrics(world.meters));
    }

    private HttpTaskFiles files() {
        ServiceTokens tokens = new ServiceTokens(http, issuer.issuer(), "docket-bridge-", "secret", world.time);
        return new HttpTaskFiles(new TenantCalls(http, tokens, ANSWER_WITHIN), service.url());
    }
}
