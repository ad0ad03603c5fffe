package io.docket.workflow.removal;

import static io.docket.workflow.interim.InterimWorld.BRIDGE;
import static io.docket.workflow.interim.InterimWorld.INSTANCE;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.interim.InterimMetrics;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.interim.KeyRotation;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.settings.InterimSettings;
import io.docket.workflow.simulation.LogLines;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    private static final int MANY = 50;

    private final InterimWorld world = new InterimWorld();
    private final MemoryInMemory memory = new MemoryInMemory(new Steps());
    private final FilesInMemory files = new FilesInMemory();
    private final InterimSettings settings = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(InterimSettings.class)
            .build()
            .getConfigMapping(InterimSettings.class);
    private final CountDownLatch turns = new CountDownLatch(5);
    private final AtomicInteger taken = new AtomicInteger();
    private volatile Duration running = settings.removeEvery();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    private final Housekeeping housekeeping = new Housekeeping(
            new Removals(
                    world.queue,
                    world.store,
                    world.forms,
                    this::removeFiles,
                    new Backoff(Duration.ofMillis(250), Duration.ofSeconds(2)),
                    world.time,
                    new RemovalMetrics(world.meters)),
            new Sweep(
                    world.store,
                    world.queue,
                    memory,
                    new FileSweep(files, files, world.forms, world.queue, files, memory),
                    InterimWorld.LIFE,
                    world.time,
                    new SweepMetrics(world.meters)),
            new KeyRotation(world.keys, world.vault, world.store, world.meters),
            new InterimMetrics(world.store, world.queue, world.time, world.meters),
            settings,
            this::pause);

    private void removeFiles(String tenant, String taskId) {
        asked.countDown();
        waitFor(answered);
    }

    /** The work with this interval takes turns without a pause until the test is over; other work has none. */
    private void pause(Duration time) {
        if (time.equals(running)) {
            turns.countDown();
            taken.incrementAndGet();
        }
        waitFor(time.equals(running) && over.getCount() > 0 ? new CountDownLatch(0) : new CountDownLatch(1));
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void end() {
        answered.countDown();
        over.countDown();
    }

    @Test
    void data_of_instances_that_end_while_the_files_of_others_hang_is_gone_at_once() throws InterruptedException {
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        housekeeping.onStart(new StartupEvent());
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();

        IntStream.range(0, MANY).forEach(number -> {
            InstanceRef instance = new InstanceRef("acme", "c~" + number);
            String task = "c~ut-many-" + number;
            world.forms.created(instance, task, "review", false);
            world.bringing.taskForm(BRIDGE, "t", task, submission("{}"));
            world.events.on(instance, new ProcessEvent.Completed());
        });

        await().until(() -> world.store.totals().keys() == 0);
        assertThat(world.queue.size()).isEqualTo(MANY + 1);
        answered.countDown();
        await().until(() -> world.queue.size() == 0);
    }

    @Test
    void work_that_has_to_wait_is_told_of_once_and_when_it_goes_on() throws InterruptedException {
        running = settings.sweepEvery();
        world.store.away = true;
        try (LogLines lines = new LogLines()) {
            housekeeping.onStart(new StartupEvent());
            assertThat(turns.await(10, TimeUnit.SECONDS)).isTrue();
            await().until(() -> lines.warnings().stream().anyMatch(line -> line.contains("not now work=sweep")));

            world.store.away = false;
            await().until(() -> lines.written().stream().anyMatch(line -> line.contains("goes on work=sweep")));

            assertThat(lines.warnings())
                    .filteredOn(line -> line.contains("work=sweep"))
                    .hasSize(1);
        }
    }

    @Test
    void fault_of_work_that_has_to_wait_is_neither_the_end_of_that_nor_the_beginning_of_another_wait() {
        running = settings.sweepEvery();
        world.bringing.taskForm(BRIDGE, "t", TASK, submission("{}"));
        world.store.away = true;
        try (LogLines lines = new LogLines()) {
            housekeeping.onStart(new StartupEvent());
            await().until(() -> !ofSweep(lines, "not now").isEmpty());
            world.queue.whenAsked(() -> {
                world.store.away = true;
                throw new IllegalStateException("a fault of its own");
            });
            world.store.away = false;
            await().until(() -> !ofSweep(lines, "failed").isEmpty());
            int before = taken.get();
            await().until(() -> taken.get() > before + 1);

            world.queue.whenAsked(() -> {});
            world.store.away = false;
            await().until(() -> !ofSweep(lines, "goes on").isEmpty());

            assertThat(ofSweep(lines, "not now")).hasSize(1);
            assertThat(ofSweep(lines, "goes on")).hasSize(1);
        }
    }

    private static List<String> ofSweep(LogLines lines, String what) {
        return lines.written().stream()
                .filter(line -> line.contains(what + " work=sweep"))
                .toList();
    }
}
