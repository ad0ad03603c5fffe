package io.docket.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProblemLogTest {
    private static final Logger LOG = Logger.getLogger(ProblemLog.class.getName());

    private final List<LogRecord> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void stop() {
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void a_fault_is_logged_with_its_cause() {
        IllegalStateException fault = new IllegalStateException("broken");

        apply(HttpProblem.valueOf(Status.INTERNAL_SERVER_ERROR, "no more than this"), fault);

        assertThat(lines).singleElement().extracting(LogRecord::getThrown).isSameAs(fault);
    }

    @Test
    void not_now_and_what_the_client_did_wrong_are_no_lines() {
        HttpProblem notNow = Problems.unavailable("the partition is changing its owner", Duration.ofSeconds(1));
        HttpProblem late = HttpProblem.valueOf(Status.GATEWAY_TIMEOUT);
        HttpProblem conflict = Problems.conflict("closed", "the case is closed");

        for (HttpProblem problem : List.of(notNow, late, conflict)) {
            apply(problem, problem);
        }

        assertThat(lines).isEmpty();
    }

    @Test
    void the_problem_stays_as_it_is() {
        HttpProblem problem = HttpProblem.valueOf(Status.BAD_GATEWAY);

        assertThat(apply(problem, problem)).isSameAs(problem);
    }

    private static HttpProblem apply(HttpProblem problem, Throwable cause) {
        return new ProblemLog().apply(problem, ProblemContext.of(cause, "/api"));
    }
}
