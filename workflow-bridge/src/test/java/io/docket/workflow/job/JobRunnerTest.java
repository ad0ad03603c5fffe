package io.docket.workflow.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.kit.feel.Feel;
import io.docket.workflow.engine.EngineAway;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.job.script.FeelExpressions;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Outages;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobRunnerTest {
    private final RecordingJobEngine engine = new RecordingJobEngine();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Outages outages = new Outages(InstantSource.system(), metrics);
    private final JobRunner runner = new JobRunner(
            new FeelExpressions(new Feel()),
            engine,
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10)),
            metrics,
            outages);

    @Test
    void what_is_done_completes_the_job_for_the_tenant_of_its_process() {
        run(call -> new JobOutcome.Done(Jobs.json("{\"for\":\"" + call.tenant() + "\"}")));

        assertThat(engine.last().what()).isEqualTo("complete");
        assertThat(engine.last().variables()).isEqualTo(Jobs.json("{\"for\":\"acme\"}"));
    }

    @Test
    void a_result_for_the_process_is_a_bpmn_error() {
        run(call -> {
            throw new BpmnError("case-closed", "the case is closed", Jobs.json("{\"a\":1}"));
        });

        assertThat(engine.last())
                .isEqualTo(new RecordingJobEngine.Told(
                        "error case-closed", Jobs.KEY, "the case is closed", 0, Duration.ZERO, Jobs.json("{\"a\":1}")));
    }

    @Test
    void what_was_refused_and_is_tried_again_is_decided_anew() {
        run(call -> {
            throw new BpmnError("case-closed", "the case is closed", Jobs.json("{}"));
        });

        assertThat(engine.told().getFirst().key()).isEqualTo(6);
        assertThat(Jobs.call(Map.of(), engine.told().getFirst().variables().toString())
                        .key())
                .isEqualTo(Jobs.call(Map.of(), "{}").key() + ":1");
    }

    @Test
    void what_will_never_succeed_is_an_incident() {
        run(call -> {
            throw new Refused("job-input", "input stage is missing");
        });

        assertThat(engine.last().what()).isEqualTo("fail");
        assertThat(engine.last().retries()).isZero();
        assertThat(engine.last().message()).isEqualTo("job-input: input stage is missing");
    }

    @Test
    void what_goes_deeper_than_there_is_room_for_is_an_incident() {
        run(call -> {
            throw new StackOverflowError();
        });

        assertThat(engine.last().what()).isEqualTo("fail");
        assertThat(engine.last().retries()).isZero();
        assertThat(engine.last().message()).startsWith("too-deep");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_the_engine_does_not_take_of_the_end_of_a_job_is_an_incident(boolean asError) {
        JobEngine small = new SmallEngine(engine);
        JobRunner told = new JobRunner(
                new FeelExpressions(new Feel()),
                small,
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)),
                metrics,
                outages);

        told.run(
                worker(call -> {
                    if (asError) {
                        throw new BpmnError("http-422", "no", Jobs.json("{\"body\":\"x\"}"));
                    }
                    return new JobOutcome.Done(Jobs.json("{\"body\":\"x\"}"));
                }),
                Jobs.job("any", Map.of(), "{}"));

        assertThat(engine.last().what()).isEqualTo("fail");
        assertThat(engine.last().retries()).isZero();
        assertThat(engine.last().message()).isEqualTo("too-large: variables");
    }

    @Test
    void an_outage_uses_up_no_retries_and_its_pause_grows() {
        for (int attempt = 0; attempt < 10; attempt++) {
            run(call -> {
                throw new Unavailable("down", null);
            });
        }

        assertThat(engine.told()).allSatisfy(told -> assertThat(told.retries()).isEqualTo(3));
        assertThat(engine.told().getFirst().pause()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(engine.last().pause()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Test
    void a_fault_uses_up_a_retry() {
        run(call -> {
            throw new IllegalStateException("the service answered 500");
        });

        assertThat(engine.last().retries()).isEqualTo(2);
        assertThat(metrics.counter("docket.bridge.jobs", "type", "any", "outcome", "fault")
                        .count())
                .isOne();
    }

    @Test
    void what_has_not_come_yet_is_looked_at_again_from_where_the_last_look_ended() {
        run(call -> new JobOutcome.NotYet(Duration.ofMillis(5), Jobs.json("{\"place\":\"9\"}")));

        assertThat(engine.last().retries()).isEqualTo(3);
        assertThat(engine.last().variables()).isEqualTo(Jobs.json("{\"place\":\"9\"}"));
    }

    @Test
    void a_process_of_no_tenant_gets_nothing_done() {
        Job foreign = new Job(
                1, "any", "loan", 5, 6, "task", 3, Map.of(), Json.mapper().createObjectNode());

        runner.run(worker(call -> new JobOutcome.Done(call.job().variables())), foreign);

        assertThat(engine.last().retries()).isZero();
        assertThat(engine.last().message()).contains("belongs to no tenant");
    }

    @Test
    void a_job_that_is_gone_or_an_engine_that_is_away_ends_no_worker() {
        for (RuntimeException fault : List.of(new NotFound("gone"), new EngineAway("away", null))) {
            JobEngine away = new JobEngine() {
                @Override
                public void complete(long jobKey, ObjectNode variables) {
                    throw fault;
                }

                @Override
                public void throwError(long jobKey, String code, String message, ObjectNode variables) {
                    throw fault;
                }

                @Override
                public void note(long elementInstanceKey, ObjectNode variables) {
                    throw fault;
                }

                @Override
                public void fail(long jobKey, int retries, Duration pause, String message, ObjectNode variables) {
                    throw fault;
                }
            };
            JobRunner lonely = new JobRunner(
                    new FeelExpressions(new Feel()),
                    away,
                    new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)),
                    metrics,
                    outages);

            lonely.run(worker(call -> new JobOutcome.Done(call.job().variables())), Jobs.job("any", Map.of(), "{}"));
        }
        assertThat(metrics.counter("docket.bridge.jobs", "type", "any", "outcome", "done")
                        .count())
                .isEqualTo(2);
        assertThat(metrics.counter("docket.bridge.jobs.untold", "type", "any").count())
                .isOne();
        assertThat(outages.of(EngineAway.PEER).orElseThrow().untoldJobs()).isOne();
    }

    @Test
    void each_attempt_at_a_job_has_the_same_key_and_another_job_another() {
        String key =
                Jobs.call(Map.of(), "{\"docketProcessInstanceId\":\"a~p\"}").key();

        assertThat(Jobs.call(Map.of("x", "y"), "{\"docketProcessInstanceId\":\"a~p\",\"more\":1}")
                        .key())
                .isEqualTo(key);
        assertThat(Jobs.call(Map.of(), "{\"docketProcessInstanceId\":\"b~p\"}").key())
                .isNotEqualTo(key);
    }

    /** Takes no result. */
    private record SmallEngine(JobEngine engine) implements JobEngine {
        @Override
        public void complete(long jobKey, ObjectNode variables) {
            throw new Refused("too-large", "variables");
        }

        @Override
        public void throwError(long jobKey, String code, String message, ObjectNode variables) {
            throw new Refused("too-large", "variables");
        }

        @Override
        public void note(long elementInstanceKey, ObjectNode variables) {
            engine.note(elementInstanceKey, variables);
        }

        @Override
        public void fail(long jobKey, int retries, Duration pause, String message, ObjectNode variables) {
            engine.fail(jobKey, retries, pause, message, variables);
        }
    }

    private void run(Function<JobCall, JobOutcome> work) {
        runner.run(worker(work), Jobs.job("any", Map.of(), "{}"));
    }

    private static JobWorker worker(Function<JobCall, JobOutcome> work) {
        return new JobWorker() {
            @Override
            public String type() {
                return "any";
            }

            @Override
            public List<String> inputs() {
                return List.of();
            }

            @Override
            public JobOutcome work(JobCall call) {
                return work.apply(call);
            }
        };
    }
}
