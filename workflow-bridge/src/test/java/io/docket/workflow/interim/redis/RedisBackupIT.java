package io.docket.workflow.interim.redis;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.INSTANCE;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.json.Json;
import io.docket.kit.identity.Caller;
import io.docket.workflow.backup.Backup;
import io.docket.workflow.backup.Restore;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.interim.InterimStore.Totals;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.memory.redis.Durability;
import io.vertx.redis.client.RedisOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that loses everything, and gets interim data back from a backup. */
class RedisBackupIT {
    private static final Caller STRANGER = new Caller("globex", "olga", Set.of("case-worker"), Set.of());

    @TempDir
    Path folder;

    private int port;
    private RedisProcesses processes;
    private RedisUnderTest redis;

    @BeforeEach
    void start() throws IOException {
        port = RedisProcesses.freePort();
        processes = new RedisProcesses(folder);
        processes.start(port, false, List.of());
        redis = bridge();
        instanceRuns();
    }

    @AfterEach
    void stop() {
        redis.close();
        processes.close();
    }

    @Test
    void everything_of_a_tenant_comes_back_as_it_was_after_redis_lost_it() {
        InterimRef form = redis.bringing.taskForm(ANN, "to.ke.n", TASK, submission("{\"amount\":5}"));
        InterimRef startForm = redis.bringing.startForm(ANN, "to.ke.n", "loan", submission("{\"amount\":6}"));
        InterimRef payload = redis.bringing.payload(ANN, "loan", submission("{\"amount\":7}"));
        InterimRef theirs = redis.bringing.startForm(STRANGER, "t", "loan", submission("{\"amount\":8}"));
        Map<String, Object> before = data(List.of(form, startForm, payload));
        byte[] backup = backup();

        loseEverything();
        Restore.Report report = restore(backup);

        assertThat(report).isEqualTo(new Restore.Report(4, 0, 0));
        assertThat(data(List.of(form, startForm, payload))).isEqualTo(before);
        InterimWorld.check(redis.checking, Use.COMPLETE_TASK, TASK, form);
        InterimWorld.check(redis.checking, Use.START_PROCESS, "loan", startForm);
        InterimWorld.check(redis.checking, Use.PUBLISH_MESSAGE, "loan", payload);
        assertThat(redis.store.get(theirs.key())).isEmpty();
        assertThat(lines(backup())).isEqualTo(lines(backup));
    }

    @Test
    void what_came_back_is_counted_once_and_goes_with_its_instance() {
        redis.bringing.taskForm(ANN, "to.ke.n", TASK, submission("{\"amount\":5}"));
        Totals before = redis.store.totals();
        byte[] backup = backup();

        loseEverything();
        restore(backup);
        Restore.Report again = restore(backup);

        assertThat(again).isEqualTo(new Restore.Report(0, 2, 0));
        assertThat(redis.store.totals().keys()).isEqualTo(before.keys());
        assertThat(redis.store.totals().bytes()).isEqualTo(before.bytes());
        assertThat(redis.store.remove(INSTANCE)).isEqualTo(1);
        assertThat(redis.redis.key().keys("bpm-*")).isEmpty();
    }

    @Test
    void nothing_comes_back_for_an_instance_that_ended_meanwhile() {
        redis.bringing.taskForm(ANN, "to.ke.n", TASK, submission("{\"amount\":5}"));
        byte[] backup = backup();

        loseEverything();
        redis.events.on(INSTANCE, new ProcessEvent.Completed());
        Restore.Report report = restore(backup);

        assertThat(report).isEqualTo(new Restore.Report(1, 0, 1));
        assertThat(redis.redis.key().keys("bpm-*")).isEmpty();
    }

    private RedisUnderTest bridge() {
        return new RedisUnderTest(new RedisOptions().setConnectionString("redis://127.0.0.1:" + port), Durability.NONE);
    }

    /** As the log says, also to a memory that was lost. */
    private void instanceRuns() {
        redis.runs(INSTANCE, 7);
        redis.events.on("acme", TASK, InterimWorld.created("review"));
    }

    /** The bridge starts again: it kept data keys in its own memory. */
    private void loseEverything() {
        redis.redis.flushall();
        redis.close();
        redis = bridge();
        assertThat(redis.redis.key().keys("*")).isEmpty();
        instanceRuns();
    }

    private byte[] backup() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Backup(redis.store, redis.dataKeys).write("acme", out);
        return out.toByteArray();
    }

    private Restore.Report restore(byte[] backup) {
        return new Restore(redis.store, redis.keys, redis.vault, RedisUnderTest.LIFE)
                .read("acme", new ByteArrayInputStream(backup));
    }

    /** Sealed values, and whose they are. */
    private Map<String, Object> data(List<InterimRef> references) {
        Map<String, Object> data = new HashMap<>();
        for (InterimRef reference : references) {
            String key = reference.key();
            data.put(key, List.of(redis.store.get(key), redis.store.ownerOf(key), redis.store.isUnbound(key)));
        }
        return data;
    }

    /** Redis hands keys and fields out in no order. */
    private static Set<JsonNode> lines(byte[] backup) {
        return new String(backup, UTF_8)
                .lines()
                .map(line -> Json.tree(line.getBytes(UTF_8)))
                .collect(toSet());
    }
}
