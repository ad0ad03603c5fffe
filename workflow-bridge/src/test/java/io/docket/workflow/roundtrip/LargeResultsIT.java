package io.docket.workflow.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.job.BpmnError;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobWorker;
import io.docket.workflow.job.Jobs;
import io.docket.workflow.record.EngineRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results of service tasks that are more than the local stack's Zeebe takes. */
class LargeResultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String COMPLETED = "PROCESS_INSTANCE/ELEMENT_COMPLETED";
    private static final String INCIDENT = "INCIDENT/CREATED";

    private final LocalJobs jobs = new LocalJobs(Duration.ofSeconds(2));

    LargeResultsIT() throws IOException {}

    @AfterEach
    void close() {
        jobs.close();
    }

    /** Above what the engine takes as a message, above what it can write of it, and with characters of several bytes. */
    @ParameterizedTest
    @CsvSource({"2500000,x", "5000000,x", "1400000,ä", "2100000,ä"})
    void result_over_the_limit_is_one_incident_and_goes_on_when_it_is_resolved(int size, String character) {
        Returning worker = new Returning(size, character, false);
        jobs.work(UnaryOperator.identity(), worker);

        long large = start("{\"large\":true}");
        long other = start("{\"large\":false}");

        awaitRecord(other, COMPLETED);
        EngineRecord incident = awaitRecord(large, INCIDENT);
        assertThat(incident.text("errorMessage")).startsWith("too-large: ");
        assertThat(worker.attempts).hasValue(1);
        worker.size = 1;
        jobs.resolve(incident.value().path("jobKey").asLong(), incident.key());
        awaitRecord(large, COMPLETED);
        assertThat(jobs.records(large, INCIDENT)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"2500000,x", "5000000,x"})
    void error_with_more_than_the_engine_takes_is_one_incident(int size, String character) {
        jobs.work(UnaryOperator.identity(), new Returning(size, character, true));

        long large = start("{\"large\":true}");

        EngineRecord incident = awaitRecord(large, INCIDENT);
        assertThat(incident.text("errorMessage")).startsWith("too-large: ");
        assertThat(jobs.records(large, INCIDENT)).hasSize(1);
    }

    private long start(String variables) {
        ObjectNode given = Jobs.json(variables);
        return jobs.start("/bpmn/large.bpmn", "large", given);
    }

    private EngineRecord awaitRecord(long instance, String kind) {
        return await().atMost(PATIENCE).until(() -> jobs.record(instance, kind).orElse(null), Objects::nonNull);
    }

    /** A worker with a result, or an error, of that many characters where the process wants it large. */
    private static final class Returning implements JobWorker {
        private final AtomicInteger attempts = new AtomicInteger();
        private final String character;
        private final boolean asError;
        private volatile int size;

        Returning(int size, String character, boolean asError) {
            this.size = size;
            this.character = character;
            this.asError = asError;
        }

        @Override
        public String type() {
            return "docket:large";
        }

        @Override
        public List<String> inputs() {
            return List.of();
        }

        @Override
        public JobOutcome work(JobCall call) {
            if (!call.job().variables().path("large").asBoolean()) {
                return new JobOutcome.Done(Jobs.json("{}"));
            }
            attempts.incrementAndGet();
            ObjectNode result = Jobs.json("{}").put("result", character.repeat(size));
            if (asError) {
                throw new BpmnError("large", "no", result);
            }
            return new JobOutcome.Done(result);
        }
    }
}
