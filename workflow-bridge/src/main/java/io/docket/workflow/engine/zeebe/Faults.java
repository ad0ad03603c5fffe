package io.docket.workflow.engine.zeebe;

import io.camunda.zeebe.client.api.command.ClientException;
import io.camunda.zeebe.client.api.command.ClientStatusException;
import io.camunda.zeebe.client.api.command.ProblemException;
import io.docket.workflow.engine.AlreadyThere;
import io.docket.workflow.engine.EngineAway;
import io.docket.workflow.engine.EngineBusy;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.util.Locale;

/**
 * What a failed request to Zeebe means for the bridge. An engine that answers with a fault of its own is not away: that may be
 * about one request.
 */
final class Faults {
    private static final String TOO_LARGE = "exceeds maximum size";

    /** The engine has read it, and cannot write what follows from it. */
    private static final String TOO_LARGE_TO_WRITE = "EXCEEDED_BATCH_RECORD_SIZE";

    private Faults() {}

    @SuppressWarnings("deprecation")
    static RuntimeException of(ClientException fault) {
        return switch (fault) {
            case ClientStatusException status -> ofStatus(status);
            case ProblemException problem -> ofProblem(problem);
            default -> new EngineAway(detail(fault), fault);
        };
    }

    @SuppressWarnings("deprecation")
    private static RuntimeException ofStatus(ClientStatusException fault) {
        String detail = detail(fault);
        if (detail.contains(TOO_LARGE_TO_WRITE)) {
            return tooLarge(detail);
        }
        return switch (fault.getStatusCode()) {
            case NOT_FOUND -> new NotFound(detail);
            case ALREADY_EXISTS -> new AlreadyThere(detail);
            case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED ->
                new Refused(
                        fault.getStatusCode().name().toLowerCase(Locale.ROOT).replace('_', '-'), detail);
            case RESOURCE_EXHAUSTED -> detail.contains(TOO_LARGE) ? tooLarge(detail) : new EngineBusy(detail, fault);
            case UNAVAILABLE, DEADLINE_EXCEEDED -> new EngineAway(detail, fault);
            default -> new Unavailable(detail, fault);
        };
    }

    @SuppressWarnings("deprecation")
    private static RuntimeException ofProblem(ProblemException fault) {
        String detail = detail(fault);
        if (detail.contains(TOO_LARGE_TO_WRITE)) {
            return tooLarge(detail);
        }
        return switch (fault.code()) {
            case 404 -> new NotFound(detail);
            case 400, 405, 409, 413, 415, 422 -> new Refused("http-" + fault.code(), detail);
            case 429 -> new EngineBusy(detail, fault);
            case 502, 503, 504 -> new EngineAway(detail, fault);
            default -> new Unavailable(detail, fault);
        };
    }

    private static Refused tooLarge(String detail) {
        return new Refused("too-large", "more than the engine takes: " + detail);
    }

    private static String detail(Exception fault) {
        return String.valueOf(fault.getMessage())
                .lines()
                .map(String::strip)
                .reduce("", (a, b) -> a + " " + b)
                .strip();
    }
}
