package io.docket.workflow.roundtrip;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.camunda.zeebe.client.ZeebeClient;
import io.docket.kit.feel.Feel;
import io.docket.workflow.command.BulkCommands;
import io.docket.workflow.command.GatheredCommands;
import io.docket.workflow.command.HttpCommands;
import io.docket.workflow.command.RecordingServer;
import io.docket.workflow.command.ServiceTokens;
import io.docket.workflow.definition.EngineBpmn;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.EngineResource;
import io.docket.workflow.engine.zeebe.TimerProcess;
import io.docket.workflow.engine.zeebe.ZeebeClients;
import io.docket.workflow.engine.zeebe.ZeebeEngine;
import io.docket.workflow.engine.zeebe.ZeebeJobEngine;
import io.docket.workflow.engine.zeebe.ZeebeJobs;
import io.docket.workflow.engine.zeebe.ZeebeTimers;
import io.docket.workflow.job.Expressions;
import io.docket.workflow.job.Job;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobEngine;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobRunner;
import io.docket.workflow.job.JobWorker;
import io.docket.workflow.job.command.CommandWorker;
import io.docket.workflow.job.script.FeelExpressions;
import io.docket.workflow.job.script.ScriptWorker;
import io.docket.workflow.job.template.TemplateWorker;
import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Outages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Workers of service tasks between the local stack's Zeebe and a recording command service; they can die and come back. */
@SuppressWarnings("deprecation")
public final class LocalJobs implements AutoCloseable {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    private static final int CONCURRENCY = 8;

    public final RecordingServer server;
    public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final Duration patience;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ZeebeClient client = ZeebeClients.open(
            address("DOCKET_ZEEBE_GRPC", "http://127.0.0.1:26500"),
            address("DOCKET_ZEEBE_REST", "http://127.0.0.1:26580"),
            REQUEST_TIMEOUT);
    private final LocalEngineLog log = new LocalEngineLog();
    private final List<EngineRecord> records = new ArrayList<>();
    private final Engine engine = new ZeebeEngine(client, REQUEST_TIMEOUT);
    private @Nullable ZeebeJobs open;

    /**
     * Nobody works yet.
     *
     * @param patience how long the engine waits for the end of an attempt
     */
    public LocalJobs(Duration patience) throws IOException {
        this.patience = patience;
        server = new RecordingServer();
        LocalBroker.awaitServing(engine);
    }

    /** Commands to the recording command service. */
    public HttpCommands commands() {
        return new HttpCommands(
                http,
                server.url(),
                new ServiceTokens(http, server.issuer(), "docket-bridge-", "secret", InstantSource.system()),
                REQUEST_TIMEOUT);
    }

    /** Commands of many callers to it, in few requests. */
    public GatheredCommands gathered() {
        ServiceTokens tokens =
                new ServiceTokens(http, server.issuer(), "docket-bridge-", "secret", InstantSource.system());
        return new GatheredCommands(new BulkCommands(http, server.url(), tokens, REQUEST_TIMEOUT));
    }

    /** Timers of schedules, which no bridge beside knows of. */
    public ZeebeTimers timers() {
        return new ZeebeTimers(client, REQUEST_TIMEOUT, new TimerProcess("-" + suffix));
    }

    /** The workers begin, and tell the engine through what is made of its own. */
    public void work(UnaryOperator<JobEngine> telling, JobWorker... more) {
        Expressions feel = new FeelExpressions(new Feel());
        List<JobWorker> builtIn =
                List.of(new ScriptWorker(), new TemplateWorker((tenant, id, version) -> Optional.empty()));
        List<JobWorker> workers = Stream.of(CommandWorker.all(commands()), builtIn, List.of(more))
                .flatMap(List::stream)
                .<JobWorker>map(worker -> new OwnType(worker, suffix))
                .toList();
        JobRunner runner = new JobRunner(
                feel,
                telling.apply(new ZeebeJobEngine(client, REQUEST_TIMEOUT)),
                new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)),
                metrics,
                new Outages(InstantSource.system(), metrics));
        open = new ZeebeJobs(client, workers, runner, CONCURRENCY, patience);
    }

    /** The workers are gone; what they had begun is left. */
    public void die() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    /** Starts an instance of the process in the resource; returns its key. */
    public long start(String resource, String processId, ObjectNode variables) {
        String own = processId + "-" + suffix;
        String bpmn = read(resource)
                .replace("process id=\"" + processId + "\"", "process id=\"" + own + "\"")
                .replaceAll("type=\"(docket:[a-z-]+)\"", "type=\"$1-" + suffix + "\"");
        engine.deploy(List.of(new EngineResource(own + ".bpmn", EngineBpmn.forTenant("acme", bpmn))));
        return engine.create("acme." + own, variables.put("docketProcessInstanceId", "k~" + UUID.randomUUID()));
    }

    /** The first record of the kind about the instance, not about one of its elements, if it was written by now. */
    public Optional<EngineRecord> record(long instanceKey, String kind) {
        return records(instanceKey, kind).stream().findFirst();
    }

    /** All of them that were written by now. */
    public List<EngineRecord> records(long instanceKey, String kind) {
        records.addAll(log.poll());
        return records.stream()
                .filter(record -> record.processInstanceKey() == instanceKey)
                .filter(record -> record.kind().equals(kind))
                .filter(record -> !kind.startsWith("PROCESS_INSTANCE/") || record.isOfProcess())
                .toList();
    }

    /** The engine tries again what became an incident. */
    public void resolve(long jobKey, long incidentKey) {
        client.newUpdateRetriesCommand(jobKey).retries(3).send().join();
        client.newResolveIncidentCommand(incidentKey).send().join();
    }

    @Override
    public void close() {
        die();
        log.close();
        client.close();
        http.close();
        server.close();
    }

    /** A worker of a type that no bridge works on beside it. */
    private record OwnType(JobWorker worker, String suffix) implements JobWorker {
        @Override
        public String type() {
            return worker.type() + "-" + suffix;
        }

        @Override
        public List<String> inputs() {
            return worker.inputs();
        }

        @Override
        public JobOutcome work(JobCall call) {
            Job job = call.job();
            String process = job.processId().replace("-" + suffix, "");
            Job own = new Job(
                    job.key(),
                    worker.type(),
                    process,
                    job.processInstanceKey(),
                    job.elementInstanceKey(),
                    job.elementId(),
                    job.retries(),
                    job.headers(),
                    job.variables());
            return worker.work(new JobCall(call.tenant(), own, call.inputs()));
        }
    }

    private static String read(String resource) {
        try (InputStream file = Objects.requireNonNull(LocalJobs.class.getResourceAsStream(resource))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URI address(String name, String otherwise) {
        return URI.create(Objects.requireNonNullElse(System.getenv(name), otherwise));
    }
}
