package io.docket.workflow.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camunda.zeebe.client.ZeebeClient;
import io.docket.kit.feel.Feel;
import io.docket.workflow.engine.EngineAway;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobRunner;
import io.docket.workflow.job.JobWorker;
import io.docket.workflow.job.Jobs;
import io.docket.workflow.job.script.FeelExpressions;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Shutdown;
import io.docket.workflow.simulation.LogLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.logmanager.LogContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that is logged, by whomever, while all of a bridge wants something of an engine behind an address where nothing listens. */
@SuppressWarnings("deprecation")
class EngineAwayLinesTest {
    private static final Pattern CATEGORY = Pattern.compile("quarkus\\.log\\.category\\.\"(.+)\"\\.level");
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(1);

    /** So often that the outage has as many attempts as one of several minutes. */
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));

    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("docket.test.outage-seconds", 8));
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ATTEMPTS = 2_000;
    private static final int PARTITIONS = 6;
    private static final int LANES = 8;
    private static final int TYPES = 11;
    private static final int JOBS = 200;
    private static final int MOST_LINES = 5;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Persistence persistence = new Persistence(BACKOFF, new Shutdown(), InstantSource.system(), metrics);
    private final List<Changed> levels = new ArrayList<>();
    private final AtomicBoolean back = new AtomicBoolean();
    private final ZeebeClient client = ZeebeClients.open(NOBODY, NOBODY, REQUEST_TIMEOUT);
    private @Nullable ZeebeJobs open;
    private final ZeebeEngine engine = new ZeebeEngine(client, REQUEST_TIMEOUT);

    @BeforeEach
    void levelsAsConfigured() throws IOException {
        Properties configuration = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            configuration.load(file);
        }
        configuration.stringPropertyNames().forEach(name -> {
            Matcher category = CATEGORY.matcher(name);
            if (category.matches()) {
                LogLines.named(category.group(1)).forEach(logger -> {
                    levels.add(new Changed(logger, logger.getLevel()));
                    logger.setLevel(LogContext.getLogContext().getLevelForName(configuration.getProperty(name)));
                });
            }
        });
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
        client.close();
        levels.forEach(level -> level.logger().setLevel(level.before()));
    }

    @Test
    void outage_with_many_lanes_workers_and_jobs_has_few_lines_of_all_categories_and_one_at_each_end_of_ours() {
        try (LogLines lines = new LogLines()) {
            open = new ZeebeJobs(client, workers(), runner(), 1, Duration.ofMinutes(1));
            List<Thread> partitions = lanesThatWait();
            Thread jobs = Thread.startVirtualThread(() -> IntStream.range(0, JOBS)
                    .forEach(i -> runner().run(workers().getFirst(), Jobs.job("test:0", Map.of(), "{}"))));

            await().during(OUTAGE)
                    .atMost(OUTAGE.plus(PATIENCE))
                    .until(() -> lines.written().size() <= MOST_LINES);
            await().atMost(PATIENCE)
                    .until(() -> persistence
                                    .outages()
                                    .of(EngineAway.PEER)
                                    .orElseThrow()
                                    .untoldJobs()
                            == JOBS);
            await().atMost(PATIENCE)
                    .until(() -> metrics.counter("docket.bridge.retries").count() > ATTEMPTS);
            assertThat(metrics.get("docket.bridge.lanes.stuck").gauge().value()).isEqualTo(PARTITIONS * LANES);
            assertThat(metrics.get("docket.bridge.peers.away").gauge().value()).isOne();
            back.set(true);
            partitions.forEach(EngineAwayLinesTest::join);
            join(jobs);

            assertThat(lines.written()).hasSizeLessThanOrEqualTo(MOST_LINES);
            List<String> ours = lines.written().stream()
                    .filter(line -> line.startsWith("io.docket."))
                    .toList();
            assertThat(ours).hasSize(2);
            assertThat(ours.getFirst()).contains("away peer=engine");
            assertThat(ours.getLast())
                    .contains("back peer=engine", "lanes=" + PARTITIONS * LANES, "untoldJobs=" + JOBS);
            assertThat(lines.traces()).isZero();
        }
    }

    private List<Thread> lanesThatWait() {
        Lanes lanes = new Lanes(persistence, LANES);
        List<Thread> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Map<String, List<Lanes.Step>> steps = new HashMap<>();
            for (int root = 0; root < LANES; root++) {
                steps.put("case-" + root, List.of(new Lanes.Step("start", this::cancel)));
            }
            String name = "events-" + partition;
            partitions.add(Thread.startVirtualThread(() -> lanes.run(name, steps)));
        }
        return partitions;
    }

    private void cancel() {
        if (!back.get()) {
            engine.cancel(1);
        }
    }

    private JobRunner runner() {
        return new JobRunner(
                new FeelExpressions(new Feel()),
                new ZeebeJobEngine(client, REQUEST_TIMEOUT),
                BACKOFF,
                metrics,
                persistence.outages());
    }

    private static List<JobWorker> workers() {
        return IntStream.range(0, TYPES)
                .mapToObj(i -> (JobWorker) new Done("test:" + i))
                .toList();
    }

    private static void join(Thread thread) {
        try {
            assertThat(thread.join(PATIENCE)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Level of a logger as it was. */
    private record Changed(Logger logger, @Nullable Level before) {}

    /** Its jobs are done at once. */
    private record Done(String type) implements JobWorker {
        @Override
        public List<String> inputs() {
            return List.of();
        }

        @Override
        public JobOutcome work(JobCall call) {
            return new JobOutcome.Done(Jobs.json("{}"));
        }
    }
}
