package io.docket.workflow.engine.zeebe;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.client.api.command.ClientException;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import io.camunda.zeebe.client.api.command.ProblemException;
import io.camunda.zeebe.client.protocol.rest.ProblemDetail;
import io.docket.workflow.engine.EngineAway;
import io.docket.workflow.engine.EngineBusy;
import io.docket.workflow.retry.Unavailable;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which failures are an engine that is away, and which are about one request. */
@SuppressWarnings("deprecation")
class FaultsTest {
    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE,io.docket.workflow.engine.EngineAway",
        "DEADLINE_EXCEEDED,io.docket.workflow.engine.EngineAway",
        "RESOURCE_EXHAUSTED,io.docket.workflow.engine.EngineBusy",
        "INTERNAL,io.docket.workflow.retry.Unavailable",
        "UNKNOWN,io.docket.workflow.retry.Unavailable",
    })
    void answer_of_the_gateway_is_told_from_none(Status.Code code, Class<?> fault) {
        assertThat(Faults.of(new ClientStatusException(Status.fromCode(code), new RuntimeException("x"))))
                .isExactlyInstanceOf(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "503,io.docket.workflow.engine.EngineAway",
        "429,io.docket.workflow.engine.EngineBusy",
        "500,io.docket.workflow.retry.Unavailable",
    })
    void answer_over_rest_is_told_from_none(int status, Class<?> fault) {
        assertThat(Faults.of(new ProblemException(status, "x", new ProblemDetail())))
                .isExactlyInstanceOf(fault);
    }

    @Test
    void engine_that_cannot_be_reached_is_away_and_so_is_one_that_is_busy() {
        assertThat(Faults.of(new ClientException("connection refused"))).isExactlyInstanceOf(EngineAway.class);
        assertThat(EngineAway.class).isAssignableFrom(EngineBusy.class);
        assertThat(Unavailable.class).isAssignableFrom(EngineAway.class);
    }
}
