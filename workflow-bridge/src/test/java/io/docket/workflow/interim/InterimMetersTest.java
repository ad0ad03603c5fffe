package io.docket.workflow.interim;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.INSTANCE;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.encryption.Tampered;
import io.docket.workflow.removal.FileSweep;
import io.docket.workflow.removal.FilesInMemory;
import io.docket.workflow.removal.RemovalMetrics;
import io.docket.workflow.removal.Removals;
import io.docket.workflow.removal.Sweep;
import io.docket.workflow.removal.SweepMetrics;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InterimMetersTest {
    private static final String PREFIX = "docket.interim.";
    private static final Path DOCUMENTED = Path.of("../docs/interim-data.md");
    private static final Pattern NAME = Pattern.compile("`(?:docket\\.interim)?\\.([a-z.]+)`");

    private final InterimWorld world = new InterimWorld();
    private final MemoryInMemory memory = new MemoryInMemory(new Steps());
    private final FilesInMemory files = new FilesInMemory();
    private final Sweep sweep = new Sweep(
            world.store,
            world.queue,
            memory,
            new FileSweep(files, files, world.forms, world.queue, files, memory),
            InterimWorld.LIFE,
            world.time,
            new SweepMetrics(world.meters));
    private final KeyRotation rotation = new KeyRotation(world.keys, world.vault, world.store, world.meters);
    private final InterimMetrics metrics = new InterimMetrics(world.store, world.queue, world.time, world.meters);
    private final Removals removals = new Removals(
            world.queue,
            world.store,
            world.forms,
            this::removeFiles,
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(2)),
            world.time,
            new RemovalMetrics(world.meters));
    private boolean filesAway;

    private void removeFiles(String tenant, String taskId) {
        if (filesAway) {
            throw new Unavailable("files are away", null);
        }
    }

    @Test
    void meters_are_those_of_the_documentation() throws IOException {
        rotation.countKeys();

        Set<String> documented = Files.readAllLines(DOCUMENTED).stream()
                .filter(line -> line.startsWith("| `" + PREFIX))
                .flatMap(line -> NAME.matcher(line).results())
                .map(name -> PREFIX + name.group(1))
                .collect(toSet());

        assertThat(world.meters.getMeters().stream()
                        .map(meter -> meter.getId().getName())
                        .collect(toSet()))
                .isEqualTo(documented);
    }

    @Test
    void size_and_age_follow_what_lies_in_the_store() {
        world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        world.time.sleep(Duration.ofMinutes(1));
        world.bringing.startForm(ANN, "t", "loan", submission("{}"));

        metrics.measure();

        assertThat(gauge("keys")).isEqualTo(2);
        assertThat(gauge("unbound")).isEqualTo(1);
        assertThat(gauge("bytes")).isEqualTo(world.store.totals().bytes()).isPositive();
        assertThat(gauge("oldest.seconds")).isEqualTo(60);
    }

    @Test
    void what_is_to_be_removed_waits_is_put_off_and_is_gone() {
        world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        world.time.sleep(Duration.ofSeconds(7));
        metrics.measure();
        assertThat(gauge("removals.waiting")).isEqualTo(1);
        assertThat(gauge("removals.waiting.seconds")).isEqualTo(7);

        filesAway = true;
        removals.removeData();
        removals.removeFiles();
        assertThat(count("removals.failed")).isEqualTo(1);
        assertThat(count("removals")).isZero();
        filesAway = false;
        world.bringing.startForm(ANN, "t", "loan", submission("{}"));
        world.time.sleep(Duration.ofSeconds(2));
        removals.removeData();
        removals.removeFiles();
        metrics.measure();

        assertThat(count("removals")).isEqualTo(1);
        assertThat(gauge("removals.waiting")).isZero();
        assertThat(gauge("removals.waiting.seconds")).isZero();
        assertThat(gauge("keys")).isEqualTo(1);
    }

    @Test
    void keys_that_were_removed_are_counted() {
        world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        InterimRef form = world.bringing.startForm(ANN, "t", "loan", submission("{}"));
        world.events.on(INSTANCE, new ProcessEvent.Requested("c", "loan", null, form, null));
        world.events.on(INSTANCE, new ProcessEvent.Completed());

        removals.removeData();
        removals.removeFiles();

        assertThat(count("removals.keys")).isEqualTo(2);
    }

    @Test
    void sealing_opening_and_what_does_not_open_are_counted() {
        InterimRef form = world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        assertThat(world.meters.get(PREFIX + "seal").timer().count()).isEqualTo(2);
        world.checking.read("acme", form.key());
        assertThat(world.meters.get(PREFIX + "open").timer().count()).isEqualTo(1);

        world.store.values.get(form.key()).computeIfPresent("data", (field, value) -> value + "A");

        assertThatThrownBy(() -> world.checking.read("acme", form.key())).isInstanceOf(Tampered.class);
        assertThat(count("tampered")).isEqualTo(1);
    }

    @Test
    void values_that_a_new_key_seals_again_are_counted() {
        world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        world.keys.rotate("acme");

        rotation.resealAll();
        rotation.resealAll();

        assertThat(count("resealed")).isEqualTo(2);
    }

    @Test
    void orphans_are_those_of_the_last_sweep() {
        world.bringing.taskForm(ANN, "t", TASK, submission("{}"));
        world.events.on(INSTANCE, new ProcessEvent.Completed());
        world.queue.removed(INSTANCE);
        sweep.run();
        assertThat(gauge("orphans")).isEqualTo(1);

        sweep.run();

        assertThat(gauge("orphans")).isZero();
    }

    @Test
    void data_that_nobody_came_for_is_counted_as_expired_and_is_no_orphan() {
        world.bringing.startForm(ANN, "t", "loan", submission("{}"));
        world.bringing.payload(ANN, "loan", submission("{}"));
        world.time.sleep(InterimWorld.LIFE);

        sweep.run();
        sweep.run();

        assertThat(count("expired")).isEqualTo(2);
        assertThat(gauge("orphans")).isZero();
    }

    private double gauge(String name) {
        return world.meters.get(PREFIX + name).gauge().value();
    }

    private double count(String name) {
        return world.meters.get(PREFIX + name).counter().count();
    }
}
