package io.docket.workflow.interim.redis;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.submission;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.TaskEvent;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.redis.Durability;
import io.docket.workflow.removal.FileSweep;
import io.docket.workflow.removal.FilesInMemory;
import io.docket.workflow.removal.RemovalMetrics;
import io.docket.workflow.removal.Removals;
import io.docket.workflow.removal.Sweep;
import io.docket.workflow.removal.SweepMetrics;
import io.docket.workflow.retry.Backoff;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.RedisOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A Redis of the test's own that keeps what it acknowledges, and the bridge's parts over it, with one instance that runs. */
abstract class RedisScene {
    static final InstanceRef INSTANCE = new InstanceRef("acme", "c~p");
    static final String FORM = "bpm-form-submissions:process/c~p/task/review";
    static final String INDEX = "bpm-form-submissions:process-instance-id:c~p";
    static final List<String> APPEND_ONLY = List.of("appendonly yes", "appendfsync always");

    @TempDir
    Path folder;

    int port;
    RedisProcesses processes;
    RedisUnderTest redis;

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

    void task(String taskId, String definition, boolean repeated) {
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

    InterimRef bring(String taskId, String data) {
        return redis.bringing.taskForm(ANN, "to.ke.n", taskId, submission(data));
    }

    Set<String> index() {
        return redis.redis.set(String.class).smembers(INDEX);
    }

    Sweep sweep() {
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

    Removals removals(List<String> files) {
        return new Removals(
                redis.queue,
                redis.store,
                redis.forms,
                (tenant, task) -> files.add(task),
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(20)),
                InstantSource.system(),
                new RemovalMetrics(new SimpleMeterRegistry()));
    }
}
