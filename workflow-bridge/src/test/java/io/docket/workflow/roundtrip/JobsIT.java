package io.docket.workflow.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.command.RecordingServer;
import io.docket.workflow.job.Jobs;
import io.docket.workflow.record.EngineRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Service tasks of processes in the local stack's Zeebe. */
class JobsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String COMPLETED = "PROCESS_INSTANCE/ELEMENT_COMPLETED";

    private final LocalJobs jobs = new LocalJobs(Duration.ofSeconds(2));

    JobsIT() throws IOException {}

    @AfterEach
    void close() {
        jobs.close();
    }

    @Test
    void a_process_moves_its_case_calculates_writes_and_notifies() {
        jobs.work(UnaryOperator.identity());

        long instance = start();

        awaitRecord(instance, COMPLETED);
        assertThat(jobs.server.commands())
                .extracting(RecordingServer.Request::type)
                .containsExactly("move-case", "notify");
        assertThat(payload(0)).isEqualTo(Jobs.json("{\"caseId\":\"k\",\"stage\":\"paid\"}"));
        assertThat(payload(1).at("/payload/text").asText()).isEqualTo("You get 14");
        assertThat(payload(1).path("users")).hasSize(2);
    }

    @Test
    void a_refusal_takes_the_way_that_the_process_has_for_it() {
        jobs.server.plan(422);
        jobs.server.answer("{\"type\":\"https://docket.io/problems/unknown-stage\",\"detail\":\"there is no stage\"}");
        jobs.work(UnaryOperator.identity());

        long instance = start();

        awaitRecord(instance, COMPLETED);
        assertThat(jobs.server.commands())
                .extracting(RecordingServer.Request::type)
                .containsExactly("move-case", "emit-event");
        assertThat(payload(1).at("/data/code").asText()).isEqualTo("unknown-stage");
    }

    @Test
    void a_refusal_without_a_way_is_an_incident_and_goes_on_when_it_is_resolved() {
        jobs.server.plan(409);
        jobs.work(UnaryOperator.identity());

        long instance = start();

        EngineRecord incident = awaitRecord(instance, "INCIDENT/CREATED");
        assertThat(incident.text("errorMessage")).contains("command-409");
        jobs.resolve(incident.value().path("jobKey").asLong(), incident.key());
        awaitRecord(instance, COMPLETED);
        assertThat(jobs.server.commands()).hasSize(3);
        assertThat(jobs.server.commands().get(1).idempotencyKey())
                .isEqualTo(jobs.server.commands().getFirst().idempotencyKey() + ":1");
    }

    @Test
    void an_outage_longer_than_the_retries_ends_in_success_and_not_in_an_incident() {
        jobs.server.plan(503, 503, 503, 503, 503, 503);
        jobs.work(UnaryOperator.identity());

        long instance = start();

        awaitRecord(instance, COMPLETED);
        assertThat(jobs.record(instance, "INCIDENT/CREATED")).isEmpty();
        assertThat(jobs.server.commands())
                .filteredOn(command -> command.type().equals("move-case"))
                .hasSize(7)
                .extracting(RecordingServer.Request::idempotencyKey)
                .containsOnly(jobs.server.commands().getFirst().idempotencyKey());
    }

    @Test
    void a_worker_that_dies_before_it_told_the_engine_does_the_job_again_under_the_same_key() {
        Set<String> deaths = ConcurrentHashMap.newKeySet();
        jobs.work(engine -> new MortalJobEngine(engine, deaths));

        long instance = start();
        await().atMost(PATIENCE).until(() -> !deaths.isEmpty());
        jobs.die();
        jobs.work(UnaryOperator.identity());

        awaitRecord(instance, COMPLETED);
        assertThat(jobs.server.commands())
                .filteredOn(command -> command.type().equals("move-case"))
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(RecordingServer.Request::idempotencyKey)
                .containsOnly(jobs.server.commands().getFirst().idempotencyKey());
    }

    private long start() {
        return jobs.start("/bpmn/jobs.bpmn", "jobs", Jobs.json("{\"caseId\":\"k\",\"target\":\"paid\",\"amount\":7}"));
    }

    private ObjectNode payload(int index) {
        return Jobs.json(jobs.server.commands().get(index).body());
    }

    private EngineRecord awaitRecord(long instance, String kind) {
        return await().atMost(PATIENCE).until(() -> jobs.record(instance, kind).orElse(null), Objects::nonNull);
    }
}
