package io.docket.command.submit;

import io.docket.command.decision.Rejection;
import io.docket.command.idempotency.Once;
import io.docket.command.idempotency.OutcomeCodec;
import io.docket.command.submit.Answer.Refused;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.axon.KafkaEventStorageEngine;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The way of a command to its answer: prepared, decided once per key, committed. Blocks: call it on a virtual thread. */
public final class Submitter implements Commands {
    private final Preparation preparation;
    private final Once once;
    private final Dispatcher dispatcher;
    private final EventStore store;

    public Submitter(Preparation preparation, Once once, Dispatcher dispatcher, EventStore store) {
        this.preparation = preparation;
        this.once = once;
        this.dispatcher = dispatcher;
        this.store = store;
    }

    @Override
    public Answer submit(Submission submission) {
        try {
            return perform(preparation.prepare(submission));
        } catch (Rejection rejection) {
            return new Refused(rejection.refusal());
        }
    }

    /** The answer to a command that is prepared already. */
    public Answer perform(Prepared<?> command) {
        try {
            return command.isKeyed() ? once.answer(command, () -> decide(command)) : decide(command);
        } catch (EventStoreException e) {
            return new Refused(StoreRefusals.of(e));
        }
    }

    private Answer decide(Prepared<?> command) {
        long tenure = store.tenure();
        try {
            return dispatcher.dispatch(command);
        } catch (Rejection rejection) {
            Refused refused = new Refused(rejection.refusal());
            return command.isKeyed() && rejection.refusal().isDecision() ? recorded(command, refused, tenure) : refused;
        } catch (DuplicateKeyException e) {
            return Once.replay(e.first(), command);
        } catch (EventStoreException e) {
            return new Refused(StoreRefusals.of(e));
        }
    }

    /** @param tenure the one before the command was decided: its refusal counts if the partition was not given away since */
    private Answer recorded(Prepared<?> command, Refused refused, long tenure) {
        try {
            store.append(AppendRequest.of(command.target().root(), OutcomeCodec.write(command, refused), tenure))
                    .toCompletableFuture()
                    .get(KafkaEventStorageEngine.APPEND_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return refused;
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case DuplicateKeyException duplicate -> Once.replay(duplicate.first(), command);
                case EventStoreException other -> new Refused(StoreRefusals.of(other));
                case null, default ->
                    new Refused(StoreRefusals.of(new UnknownOutcomeException("append failed", e.getCause())));
            };
        } catch (TimeoutException e) {
            return new Refused(StoreRefusals.of(new UnknownOutcomeException("append timed out", e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Refused(StoreRefusals.of(new UnknownOutcomeException("interrupted", e)));
        }
    }
}
