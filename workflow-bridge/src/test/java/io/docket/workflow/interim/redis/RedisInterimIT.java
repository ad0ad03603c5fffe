package io.docket.workflow.interim.redis;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.kit.identity.Caller;
import io.docket.workflow.interim.BeginMessage;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.interim.InterimKeys;
import io.docket.workflow.interim.InterimStore.Expired;
import io.docket.workflow.interim.InterimStore.Outcome;
import io.docket.workflow.interim.KeyRotation;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.removal.FileSweep;
import io.docket.workflow.removal.FilesInMemory;
import io.docket.workflow.removal.Orphan;
import io.docket.workflow.removal.RemovalMetrics;
import io.docket.workflow.removal.RemovalQueue.Standing;
import io.docket.workflow.removal.RemovalQueue.Step;
import io.docket.workflow.removal.Removals;
import io.docket.workflow.removal.Sweep;
import io.docket.workflow.removal.SweepMetrics;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisInterimIT {
    private static final InstanceRef INSTANCE = new InstanceRef("acme", "c~p");
    private static final String FORM = "bpm-form-submissions:process/c~p/task/review";
    private static final String INDEX = "bpm-form-submissions:process-instance-id:c~p";
    private static final List<String> APPEND_ONLY = List.of("appendonly yes", "appendfsync always");

    @TempDir
    Path folder;

    private int port;
    private RedisProcesses processes;
    private RedisUnderTest redis;

    @BeforeEach
    void start() throws IOException {
        port = RedisProcesses.freePort();
        processes = new RedisProcesses(folder);
        processes.start(port, false, APPEND_ONLY);
        redis = new RedisUnderTest(
                new RedisOptions().setConnectionString("redis://127.0.0.1:" + port), Durability.NONE);
        redis.runs(INSTANCE, 7);
    }

    @AfterEach
    void stop() {
        redis.close();
        processes.close();
    }

    private void task(String taskId, String definition, boolean repeated) {
        redis.events.on(
                "acme",
                taskId,
                new TaskEvent.Created(
                        "c",
                        "c~p",
                        "7",
                        "Review",
                        null,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        50,
                        null,
                        definition,
                        repeated ? true : null));
    }

    private InterimRef bring(String taskId, String data) {
        return redis.bringing.taskForm(ANN, "to.ke.n", taskId, submission(data));
    }

    private Set<String> index() {
        return redis.redis.set(String.class).smembers(INDEX);
    }

    @Test
    void form_lies_sealed_under_the_key_of_the_contracts_and_in_the_index_of_its_instance() {
        task("c~ut-1", "review", false);

        InterimRef reference = bring("c~ut-1", "{\"amount\":5}");

        Map<String, String> fields = redis.redis.hash(String.class).hgetall(FORM);
        assertThat(fields).containsOnlyKeys("data", "x-access-token");
        assertThat(fields.values()).allMatch(value -> value.startsWith("v1:acme/") && !value.contains("amount"));
        assertThat(index()).containsExactly(FORM);
        redis.checking.require("acme", Use.COMPLETE_TASK, "c~ut-1", reference);
        assertThat(redis.store.totals().keys()).isEqualTo(1);
        assertThat(redis.store.totals().bytes())
                .isEqualTo(fields.values().stream().mapToInt(String::length).sum());
    }

    @Test
    void tasks_of_a_loop_do_not_overwrite_each_other_whether_the_diagram_said_so_or_not() {
        task("c~ut-1", "each", true);
        task("c~ut-2", "each", true);
        task("c~ut-3", "called", false);
        task("c~ut-4", "called", false);

        List<InterimRef> references = List.of(
                bring("c~ut-1", "{\"a\":1}"),
                bring("c~ut-2", "{\"a\":2}"),
                bring("c~ut-3", "{\"a\":3}"),
                bring("c~ut-4", "{\"a\":4}"));
        task("c~ut-3", "called", false);

        assertThat(references)
                .extracting(InterimRef::key)
                .containsExactly(
                        "bpm-form-submissions:process/c~p/task/each/c~ut-1",
                        "bpm-form-submissions:process/c~p/task/each/c~ut-2",
                        "bpm-form-submissions:process/c~p/task/called",
                        "bpm-form-submissions:process/c~p/task/called/c~ut-4");
        for (int i = 0; i < references.size(); i++) {
            redis.checking.require("acme", Use.COMPLETE_TASK, "c~ut-" + (i + 1), references.get(i));
        }
        assertThat(index()).hasSize(4);
    }

    @Test
    void start_form_is_bound_when_its_instance_exists_and_goes_with_it() {
        InterimRef form = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        assertThat(redis.store.isUnbound(form.key())).isTrue();

        redis.events.on(INSTANCE, new ProcessEvent.Requested("c", "loan", null, form, null));
        redis.events.on(INSTANCE, new ProcessEvent.Requested("c", "loan", null, form, null));

        assertThat(index()).containsExactly(form.key());
        assertThat(redis.store.isUnbound(form.key())).isFalse();
        assertThat(redis.store.bind(new InstanceRef("acme", "other"), form.key()))
                .isEqualTo(Outcome.TAKEN);
        assertThat(redis.store.bind(new InstanceRef("globex", "c~p"), form.key()))
                .isEqualTo(Outcome.FOREIGN);
    }

    @Test
    void form_of_a_start_that_waits_or_was_refused_is_no_orphan_and_can_be_bound_again() {
        InstanceRef waiting = new InstanceRef("acme", "c~waits");
        InterimRef form = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        ProcessEvent.Requested requested = new ProcessEvent.Requested("c", "loan", null, form, null);
        redis.memory.progress().markWhole();
        redis.memory.progress().interim().markWhole();
        Sweep sweep = sweep();

        redis.events.on(waiting, requested);
        assertThat(sweep.run().orphans()).isEmpty();
        redis.events.on(waiting, refused());
        assertThat(redis.store.isUnbound(form.key())).isTrue();
        assertThat(redis.store.ownerOf(form.key())).isEmpty();
        redis.events.require(waiting, requested);
        assertThat(redis.store.ownerOf(form.key())).contains(waiting);
        redis.runs(waiting, 9);
        redis.events.on(waiting, refused());

        assertThat(redis.store.ownerOf(form.key())).contains(waiting);
        assertThat(sweep.run().orphans()).isEmpty();
    }

    private Sweep sweep() {
        FilesInMemory files = new FilesInMemory();
        return new Sweep(
                redis.store,
                redis.queue,
                redis.memory.progress(),
                new FileSweep(files, files, redis.forms, redis.queue, files, redis.memory.definitions()),
                RedisUnderTest.LIFE,
                InstantSource.system(),
                new SweepMetrics(new SimpleMeterRegistry()));
    }

    private static ProcessEvent refused() {
        return new ProcessEvent.IncidentRaised(ProcessEvent.START, "too-large", "no", null, null, null, "0-1");
    }

    @Test
    void when_the_instance_ends_all_of_it_is_gone_and_nothing_new_is_kept() {
        task("c~ut-1", "review", false);
        bring("c~ut-1", "{}");
        InterimRef form = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        redis.store.bind(INSTANCE, form.key());
        InterimRef late = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        List<String> files = new ArrayList<>();

        redis.events.on(INSTANCE, new ProcessEvent.Completed());
        assertThatThrownBy(() -> bring("c~ut-1", "{}")).isInstanceOf(Refused.class);
        redis.events.bind(INSTANCE, late.key());
        Removals removals = removals(files);
        assertThat(removals.removeData()).isEqualTo(1);
        assertThat(redis.redis.key().keys("bpm-*")).isEmpty();
        assertThat(redis.queue.standing(INSTANCE)).isEqualTo(Standing.LEAVING);
        assertThat(redis.queue.size()).isEqualTo(1);
        assertThat(redis.queue.due(Step.DATA, Instant.now(), 10)).isEmpty();
        assertThat(files).isEmpty();
        assertThat(removals.removeFiles()).isEqualTo(1);

        assertThat(redis.redis.key().keys("bpm-*")).isEmpty();
        assertThat(files).containsExactly("c~ut-1");
        assertThat(redis.store.totals().keys()).isZero();
        assertThat(redis.store.totals().bytes()).isZero();
        assertThat(redis.queue.size()).isZero();
        assertThat(redis.queue.standing(INSTANCE)).isEqualTo(Standing.OVER);
    }

    @Test
    void instance_that_something_is_bound_to_while_its_files_go_stays_in_the_queue() {
        redis.events.on(INSTANCE, new ProcessEvent.Completed());
        removals(new ArrayList<>()).removeData();
        InterimRef late = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        redis.events.bind(INSTANCE, late.key());
        redis.queue.postpone(Step.FILES, INSTANCE, Instant.now().plusSeconds(60));

        redis.queue.done(INSTANCE);

        assertThat(redis.queue.size()).isEqualTo(1);
        assertThat(redis.queue.due(Step.FILES, Instant.now().plusSeconds(60), 10))
                .isEmpty();
        assertThat(redis.queue.due(Step.DATA, Instant.now(), 10)).containsExactly(INSTANCE);
    }

    private Removals removals(List<String> files) {
        return new Removals(
                redis.queue,
                redis.store,
                redis.forms,
                (tenant, task) -> files.add(task),
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(20)),
                InstantSource.system(),
                new RemovalMetrics(new SimpleMeterRegistry()));
    }

    @Test
    void payload_goes_with_the_instance_that_took_its_message_whichever_is_known_first() {
        InterimRef first = redis.bringing.payload(ANN, "loan", submission("{\"a\":1}"));
        InterimRef second = redis.bringing.payload(ANN, "loan", submission("{\"a\":2}"));
        redis.checking.require("acme", Use.PUBLISH_MESSAGE, "paid", first);

        redis.delivery.published(11, first.key());
        redis.delivery.correlated(11, INSTANCE);
        redis.delivery.correlated(12, INSTANCE);
        redis.delivery.published(12, second.key());

        assertThat(index()).containsExactlyInAnyOrder(first.key(), second.key());
        assertThat(redis.checking.read("acme", first.key()).data().bytes())
                .asString()
                .isEqualTo("{\"a\":1}");
        redis.events.on(INSTANCE, new ProcessEvent.Completed());
        removals(new ArrayList<>()).removeData();
        removals(new ArrayList<>()).removeFiles();
        assertThat(redis.redis.key().keys("bpm-*")).isEmpty();
    }

    @Test
    void data_is_for_the_command_that_took_it_first() {
        InterimRef form = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        Duration minute = Duration.ofMinutes(1);

        assertThat(redis.store.take("acme", form.key(), "acme/1", minute)).isEqualTo(Outcome.DONE);
        assertThat(redis.store.take("acme", form.key(), "acme/2", minute)).isEqualTo(Outcome.TAKEN);
        assertThat(redis.store.take("acme", form.key(), "acme/1", Duration.ofDays(40)))
                .isEqualTo(Outcome.DONE);
        assertThat(redis.store.take("globex", form.key(), "globex/1", minute)).isEqualTo(Outcome.FOREIGN);
        redis.store.bind(INSTANCE, form.key());
        assertThat(redis.store.take("acme", form.key(), "acme/1", minute)).isEqualTo(Outcome.DONE);
        assertThat(redis.store.take("acme", form.key(), "acme/2", minute)).isEqualTo(Outcome.TAKEN);
        assertThat(redis.store.take("acme", form.key() + "1", "acme/1", minute)).isEqualTo(Outcome.GONE);
    }

    @Test
    void reservation_ends_by_itself_and_what_has_an_instance_is_for_nobody() {
        InterimRef form = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        redis.store.take("acme", form.key(), "acme/1", Duration.ofMillis(1));

        await().untilAsserted(() -> assertThat(redis.store.take("acme", form.key(), "acme/2", Duration.ofMillis(1)))
                .isEqualTo(Outcome.DONE));
        redis.store.bind(INSTANCE, form.key());

        await().untilAsserted(() -> assertThat(redis.store.take("acme", form.key(), "acme/3", Duration.ofMinutes(1)))
                .isEqualTo(Outcome.TAKEN));
    }

    @Test
    void life_of_what_waits_is_extended_and_never_shortened() {
        InterimRef payload = redis.bringing.payload(ANN, "loan", submission("{}"));
        Instant brought = Instant.now();

        assertThat(redis.store.extend("acme", payload.key(), brought.plus(Duration.ofDays(30))))
                .isEqualTo(Outcome.DONE);
        redis.store.extend("acme", payload.key(), brought);

        assertThat(redis.store.removeUnbound(brought.plus(Duration.ofDays(29)), 10))
                .isEmpty();
        assertThat(redis.store.extend("globex", payload.key(), brought)).isEqualTo(Outcome.FOREIGN);
        redis.store.bind(INSTANCE, payload.key());
        assertThat(redis.store.extend("acme", payload.key(), brought.plus(Duration.ofDays(60))))
                .isEqualTo(Outcome.DONE);
        assertThat(redis.store.isUnbound(payload.key())).isFalse();
        assertThat(redis.store.extend("acme", payload.key() + "1", brought)).isEqualTo(Outcome.GONE);
    }

    @Test
    void payload_goes_with_the_instance_that_its_message_began() {
        InterimRef payload = redis.bringing.payload(ANN, "loan", submission("{\"a\":1}"));

        redis.delivery.begun(7, new BeginMessage(11, "acme.ordered", "k"));
        redis.delivery.published(11, payload.key());
        redis.delivery.adopted(8, new InstanceRef("acme", "other"));
        redis.delivery.adopted(7, INSTANCE);

        assertThat(index()).containsExactly(payload.key());
        assertThat(redis.store.isUnbound(payload.key())).isFalse();
        assertThat(redis.delivery.beginOf(7)).contains(new BeginMessage(11, "acme.ordered", "k"));
        assertThat(redis.delivery.beginOf(8)).isEmpty();
    }

    @Test
    void message_that_began_an_instance_may_be_noted_as_its_key_alone() {
        redis.redis.value(String.class).set(redis.memory.names().messageBegan(7), "11");

        assertThat(redis.delivery.beginOf(7)).contains(new BeginMessage(11, "", ""));
    }

    @Test
    void tenants_with_the_same_instance_id_cannot_touch_each_others_data() {
        task("c~ut-1", "review", false);
        InterimRef ours = bring("c~ut-1", "{\"amount\":5}");
        InstanceRef theirs = new InstanceRef("globex", "c~p");
        redis.runs(theirs, 8);
        Caller stranger = new Caller("globex", "olga", Set.of("case-worker"), Set.of());
        redis.forms.created(theirs, "c~ut-1", "review", false);

        assertThatThrownBy(() -> redis.bringing.taskForm(stranger, "t", "c~ut-1", submission("{}")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> redis.checking.read("globex", FORM)).isInstanceOf(Refused.class);
        assertThat(redis.store.remove(theirs)).isZero();
        redis.checking.require("acme", Use.COMPLETE_TASK, "c~ut-1", ours);
    }

    @Test
    void key_is_rotated_while_values_are_in_use() {
        task("c~ut-1", "review", false);
        InterimRef reference = bring("c~ut-1", "{\"amount\":5}");
        String id = redis.keys.rotate("acme");

        redis.checking.require("acme", Use.COMPLETE_TASK, "c~ut-1", reference);
        new KeyRotation(redis.keys, redis.vault, redis.store, new SimpleMeterRegistry()).resealAll();

        assertThat(redis.store.get(FORM).values()).allMatch(value -> value.startsWith("v1:acme/" + id));
        redis.checking.require("acme", Use.COMPLETE_TASK, "c~ut-1", reference);
    }

    @Test
    void sweep_finds_what_should_be_gone() {
        redis.memory.progress().markWhole();
        redis.memory.progress().interim().markWhole();
        Sweep sweep = sweep();
        task("c~ut-1", "review", false);
        bring("c~ut-1", "{}");
        assertThat(sweep.run().orphans()).isEmpty();

        redis.events.on(INSTANCE, new ProcessEvent.Completed());
        redis.queue.dataGone(INSTANCE, Instant.now());
        redis.queue.done(INSTANCE);
        redis.redis.set(String.class).sadd(INDEX, InterimKeys.taskForm("c~p", "gone"));

        assertThat(sweep.run().orphans())
                .extracting(Orphan::reason)
                .containsExactlyInAnyOrder("instance-over", "index-without-data");
        removals(new ArrayList<>()).removeData();
        removals(new ArrayList<>()).removeFiles();
        assertThat(sweep.run().orphans()).isEmpty();
        assertThat(redis.redis.key().keys("bpm-*")).isEmpty();
    }

    @Test
    void sweep_says_whose_it_is_that_is_lost_or_expired() {
        redis.memory.progress().markWhole();
        redis.memory.progress().interim().markWhole();
        task("c~ut-1", "review", false);
        bring("c~ut-1", "{}");
        redis.redis.key().del(FORM);
        redis.redis.set(String.class).sadd(INDEX, InterimKeys.taskForm("c~p", "gone"));
        InterimRef form = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));

        assertThat(redis.store.removeUnbound(Instant.now().plus(RedisUnderTest.LIFE), 10))
                .containsExactly(new Expired(form.key(), "acme"));
        assertThat(sweep().run().orphans())
                .containsExactlyInAnyOrder(
                        new Orphan(INDEX, "acme", "index-without-data"), new Orphan(INDEX, null, "index-without-data"));
        assertThat(redis.store.totals().keys()).isZero();
        assertThat(redis.store.ownerOf(FORM)).isEmpty();
        assertThat(sweep().run().orphans()).isEmpty();
    }

    @Test
    void while_redis_is_away_nothing_is_acknowledged_and_afterwards_all_that_was_is_there() throws IOException {
        task("c~ut-1", "review", false);
        InterimRef reference = bring("c~ut-1", "{\"amount\":5}");
        redis.events.on(new InstanceRef("acme", "ended"), new ProcessEvent.Completed());

        processes.kill(port);
        assertThatThrownBy(() -> bring("c~ut-1", "{\"amount\":6}")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> redis.checking.read("acme", FORM)).isInstanceOf(Unavailable.class);
        processes.start(port, false, APPEND_ONLY);

        await().ignoreExceptions()
                .untilAsserted(() -> redis.checking.require("acme", Use.COMPLETE_TASK, "c~ut-1", reference));
        assertThat(removals(new ArrayList<>()).removeData()).isEqualTo(1);
        assertThat(removals(new ArrayList<>()).removeFiles()).isEqualTo(1);
    }
}
