package io.docket.command.aggregate;

import io.docket.command.catalog.CommandType;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.idempotency.OutcomeCodec;
import io.docket.command.submit.Answer.Accepted;
import io.docket.command.submit.Dispatcher;
import io.docket.command.submit.Prepared;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.axon.CacheLimits;
import io.docket.eventstore.axon.CommittedAppend;
import io.docket.eventstore.axon.DecisionTenure;
import io.docket.eventstore.axon.KafkaEventStorageEngine;
import io.docket.eventstore.axon.PendingOutcome;
import io.docket.eventstore.axon.deadline.DeadlineCommandBus;
import io.docket.eventstore.axon.deadline.HandlerOverdueException;
import io.docket.eventstore.axon.deadline.TooManyOverdueException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;

/** Commands on Axon's command bus: one unit of work each, whose events and outcome are one append. */
public final class AxonDispatcher implements Dispatcher, AutoCloseable {
    /** Times that a command is decided anew because another one changed the entity at the same time. */
    public static final int MAX_ATTEMPTS = 3;

    private final EventStore store;
    private final Shelves shelves;
    private final DeadlineCommandBus bus;
    private final Duration patience;

    private AxonDispatcher(EventStore store, Shelves shelves, Duration patience) {
        this.store = store;
        this.shelves = shelves;
        this.bus = shelves.bus();
        this.patience = patience;
    }

    /**
     * A dispatcher of these commands over the store.
     *
     * @param cached entities kept in memory
     * @param snapshotEvery events of an entity after which a snapshot of it is taken; 0: never
     * @param deadline how long a decision may take, waiting for its entity included
     */
    public static AxonDispatcher open(
            EventStore store,
            Collection<CommandType<?>> types,
            CacheLimits cached,
            int snapshotEvery,
            Duration deadline) {
        Duration patience = deadline.multipliedBy(2).plus(KafkaEventStorageEngine.APPEND_TIMEOUT);
        AxonDispatcher dispatcher =
                new AxonDispatcher(store, Shelves.open(store, cached, snapshotEvery, deadline), patience);
        types.forEach(type -> dispatcher.bus.subscribe(type.name(), dispatcher::handle));
        return dispatcher;
    }

    @Override
    public Accepted dispatch(Prepared<?> command) {
        for (int attempt = 1; ; attempt++) {
            try {
                return dispatchOnce(command);
            } catch (ConcurrencyException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw new Rejection(Refusal.unavailable(
                            "unavailable", "other commands changed the same entity at the same time"));
                }
            } catch (LockAcquisitionFailedException e) {
                throw busy("the entity is busy with a command that takes too long");
            } catch (TooManyOverdueException e) {
                throw busy("too many commands take too long: " + e.getMessage());
            } catch (HandlerOverdueException e) {
                throw busy(
                        "the entity is busy with a command that takes too long; this one was not decided in time, and"
                                + " nothing of it is written");
            }
        }
    }

    private static Rejection busy(String detail) {
        return new Rejection(Refusal.unavailable("busy", detail));
    }

    private Accepted dispatchOnce(Prepared<?> command) {
        Attempt attempt = new Attempt(command, store, shelves);
        CommandMessage<Attempt> message = new GenericCommandMessage<>(
                new GenericMessage<>(attempt, command.envelope().toMetaData()),
                command.type().name());
        CompletableFuture<Void> ended = new CompletableFuture<>();
        bus.<Attempt, Object>dispatch(message, (sent, result) -> {
            if (result.isExceptional()) {
                attempt.fail(result.exceptionResult());
            }
            ended.complete(null);
        });
        await(ended, patience);
        Accepted accepted = attempt.accepted();
        if (command.isKeyed() && accepted.result().events().isEmpty()) {
            record(command, accepted, attempt.tenure());
        }
        return accepted;
    }

    private Object handle(CommandMessage<?> message) {
        Attempt attempt = (Attempt) message.getPayload();
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
        long tenure = DecisionTenure.note(store, unitOfWork);
        if (attempt.command().isKeyed()) {
            PendingOutcome.register(
                    unitOfWork, events -> OutcomeCodec.write(attempt.command(), attempt.acceptedWith(events, null)));
        }
        attempt.perform(tenure);
        unitOfWork.afterCommit(done -> attempt.commit(CommittedAppend.of(done)));
        return attempt;
    }

    private void record(Prepared<?> command, Accepted accepted, long tenure) {
        AppendRequest request =
                AppendRequest.of(command.target().root(), OutcomeCodec.write(command, accepted), tenure);
        await(store.append(request).toCompletableFuture(), KafkaEventStorageEngine.APPEND_TIMEOUT);
    }

    private static void await(CompletableFuture<?> end, Duration patience) {
        try {
            end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof EventStoreException answer
                    ? answer
                    : new UnknownOutcomeException("append failed", e.getCause());
        } catch (TimeoutException e) {
            throw new UnknownOutcomeException("append timed out", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownOutcomeException("interrupted", e);
        }
    }

    /** Decisions whose time is over and which are still under way. */
    public int overdue() {
        return bus.overdue();
    }

    /** For how long the oldest of those is under way. */
    public Duration longestOverdue() {
        return bus.longestOverdue();
    }

    @Override
    public void close() {
        shelves.close();
    }
}
