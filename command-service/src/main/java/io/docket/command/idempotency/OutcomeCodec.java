package io.docket.command.idempotency;

import io.docket.command.decision.Refusal;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Answer.Accepted;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.submit.Prepared;
import io.docket.contracts.command.CommandResult;
import io.docket.contracts.json.Json;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.StoredOutcome;
import java.util.Objects;

/** Answers as outcomes in the log. The key in the log is the id of the command; the position is the log's own. */
public final class OutcomeCodec {
    private OutcomeCodec() {}

    /** The answer as the outcome of a command with a key. */
    public static Outcome write(Prepared<?> command, Answer answer) {
        byte[] body = switch (answer) {
            case Accepted accepted -> Json.bytes(accepted.result());
            case Refused refused -> Json.bytes(refused.refusal());
        };
        return new Outcome(
                command.context().tenant(),
                command.context().commandId(),
                Objects.requireNonNull(command.fingerprint()),
                answer.status(),
                body);
    }

    /** The answer behind an outcome. */
    public static Answer read(StoredOutcome stored) {
        Outcome outcome = stored.outcome();
        if (outcome.status() >= 400) {
            return new Refused(Json.read(outcome.body(), Refusal.class), false);
        }
        CommandResult result = Json.read(outcome.body(), CommandResult.class);
        String position = stored.position() == null ? null : stored.position().toString();
        return new Accepted(
                outcome.status(),
                new CommandResult(
                        result.commandId(), result.entity(), result.id(), result.version(), position, result.events()),
                false);
    }
}
