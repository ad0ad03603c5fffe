package io.docket.command.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.docket.command.catalog.CommandType;
import io.docket.command.catalog.CommandTypes;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.idempotency.CommandIds;
import io.docket.command.idempotency.Fingerprint;
import io.docket.command.payload.CommandSchemas;
import io.docket.command.payload.CommonFields;
import io.docket.command.payload.PayloadBinder;
import io.docket.eventstore.axon.EnvelopeMetaData;
import io.docket.kit.access.AccessTable;
import io.docket.kit.identity.Caller;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything before the decision: is there such a command, may the caller send it, does the payload fit. */
public final class Preparation {
    private final CommandTypes types;
    private final CommandSchemas schemas;

    public Preparation(CommandTypes types, CommandSchemas schemas) {
        this.types = types;
        this.schemas = schemas;
    }

    /** The command, ready to be decided. Rejects with 404, 403 or 400. */
    public Prepared<?> prepare(Submission submission) {
        return prepare(submission, type(submission.type()));
    }

    /** The command type of that name. Rejects with 404 if there is none. */
    public CommandType<?> type(String name) {
        return types.find(name).orElseThrow(() -> new Rejection(Refusal.notFound("there is no command " + name)));
    }

    /** Rejects with 404 or 403 what the caller may not send, whatever the payload. */
    public void requireAllowed(Caller caller, String name) {
        CommandType<?> type = type(name);
        require(caller, type.action(), "send " + type.name());
    }

    private <C> Prepared<C> prepare(Submission submission, CommandType<C> type) {
        Caller caller = submission.caller();
        require(caller, type.action(), "send " + type.name());
        JsonNode payload = submission.payload();
        schemas.requireValid(type.name(), payload);
        CommonFields common = CommonFields.of(payload);
        String behalf = common.onBehalfOf();
        boolean forAnother = behalf != null && !behalf.equals(caller.user());
        if (forAnother) {
            require(caller, "command:*on-behalf", "act on behalf of others");
        }
        Cause cause = submission.cause();
        if (cause != null) {
            require(caller, "command:*cause", "say what a command follows from");
        }
        String key = submission.key();
        String commandId =
                key == null ? UuidCreator.getTimeOrderedEpoch().toString() : CommandIds.of(caller.tenant(), key);
        C command = PayloadBinder.bind(payload, type.payload());
        String actor = behalf == null ? caller.user() : behalf;
        return new Prepared<>(
                type,
                command,
                new Target(type.entity(), type.id().apply(command, commandId)),
                new DecisionContext(
                        caller.tenant(), actor, caller.roles(), forAnother ? Set.of() : caller.groups(), commandId),
                new EnvelopeMetaData(
                        actor,
                        forAnother ? caller.user() : null,
                        commandId,
                        cause == null ? commandId : cause.correlationId(),
                        cause == null ? commandId : cause.eventId(),
                        cause == null ? 0 : cause.depth(),
                        submission.traceparent(),
                        common.occurredAt(),
                        common.reason(),
                        common.activity()),
                submission.ifMatch(),
                fingerprint(submission, key));
    }

    private static @Nullable String fingerprint(Submission submission, @Nullable String key) {
        return key == null
                ? null
                : Fingerprint.of(
                        submission.type(),
                        submission.payload(),
                        submission.ifMatch(),
                        submission.caller().user());
    }

    private static void require(Caller caller, String action, String what) {
        if (!AccessTable.permits(caller, action)) {
            throw new Rejection(Refusal.forbidden("none of your roles may " + what));
        }
    }
}
