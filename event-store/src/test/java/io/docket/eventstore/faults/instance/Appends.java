package io.docket.eventstore.faults.instance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.position.Position;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Committed;
import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventTooLargeException;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.OverloadedException;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.VersionConflictException;
import io.docket.eventstore.faults.instance.Answer.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Turns calls into appends, and what the store says into answers. */
final class Appends {
    /** No append may take longer, whatever happens. */
    private static final int LIMIT_SECONDS = 60;

    private final EventStore store;
    private final String source;

    Appends(EventStore store, String instance) {
        this.store = store;
        this.source = "/" + instance;
    }

    Answer append(Call call) {
        try {
            Committed committed =
                    store.append(request(call)).toCompletableFuture().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return new Answer(Kind.COMMITTED, "-", 0, committed.positions());
        } catch (ExecutionException e) {
            return refusal(e.getCause());
        } catch (TimeoutException e) {
            InstanceMain.say("OVERDUE after " + LIMIT_SECONDS + " s: " + call);
            return Answer.of(Kind.UNKNOWN, "-");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Answer refusal(Throwable reason) {
        return switch (reason) {
            case DuplicateKeyException e -> duplicate(e.first());
            case VersionConflictException e -> new Answer(Kind.CONFLICT, e.streamId(), e.head(), List.of());
            case NotOwnerException e -> refused(e);
            case StoreUnavailableException e -> refused(e);
            case OverloadedException e -> refused(e);
            case EventTooLargeException e -> refused(e);
            case UnknownOutcomeException e -> Answer.of(Kind.UNKNOWN, "-");
            default -> throw new IllegalStateException(reason);
        };
    }

    private static Answer refused(RuntimeException reason) {
        return Answer.of(Kind.REFUSED, reason.getClass().getSimpleName());
    }

    private static Answer duplicate(StoredOutcome first) {
        Position position = first.position();
        return new Answer(
                Kind.DUPLICATE,
                "-",
                Long.parseLong(new String(first.outcome().body(), UTF_8)),
                position == null ? List.of() : List.of(position));
    }

    private AppendRequest request(Call call) {
        List<EventEnvelope> events = new ArrayList<>();
        for (int i = 0; i < call.events().size(); i++) {
            events.add(event(call, i));
        }
        byte[] body = Integer.toString(call.attempt()).getBytes(UTF_8);
        Outcome outcome = new Outcome(Call.TENANT, call.key(), call.fingerprint(), 200, body);
        return new AppendRequest(call.root(), events, outcome, store.tenure());
    }

    private EventEnvelope event(Call call, int index) {
        Call.Planned planned = call.events().get(index);
        return new EventEnvelope(
                call.eventId(index),
                source,
                "test.account.counted.v1",
                new Subject("account", planned.account()),
                call.root(),
                Instant.now(),
                planned.sequence(),
                Call.TENANT,
                "alice",
                null,
                call.key(),
                call.key(),
                call.key(),
                0,
                null,
                null,
                null,
                null,
                ("{\"count\":" + planned.sequence() + "}").getBytes(UTF_8));
    }
}
