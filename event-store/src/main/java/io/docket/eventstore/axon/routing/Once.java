package io.docket.eventstore.axon.routing;

import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.axon.KafkaEventStorageEngine;
import io.docket.eventstore.axon.PendingOutcome;
import io.docket.eventstore.route.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.unitofwork.ExecutionResult;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Carries out here what belongs here; a command with a key once. What its handler returned is written with its events, under
 * its key; without events, or if the handler refused it, the result is written alone. The same command gets it again, at
 * whatever instance, after a crash too. While it is under way, the same one waits for it. What failed for another reason than
 * its handler's decision is decided again.
 */
final class Once {
    private static final int SUCCESS = 200;
    private static final int REFUSED = 422;

    private final EventStore store;
    private final Homes homes;
    private final Messages messages;
    private final CommandBus local;
    private final Map<Use, Attempt> underWay = new ConcurrentHashMap<>();

    Once(EventStore store, Homes homes, Messages messages, CommandBus local) {
        this.store = store;
        this.homes = homes;
        this.messages = messages;
        this.local = local;
        local.registerHandlerInterceptor(this::keyed);
    }

    /** @param then gets the result, once */
    void carryOut(CommandMessage<?> command, Consumer<CommandResultMessage<?>> then) {
        Use use;
        try {
            use = use(command);
        } catch (EventStoreException e) {
            then.accept(Messages.failed(e));
            return;
        }
        if (use == null) {
            dispatch(command, then);
            return;
        }
        Attempt mine = new Attempt(use, store.tenure());
        Attempt first = underWay.putIfAbsent(use, mine);
        if (first != null) {
            first.result().thenAccept(then);
            return;
        }
        mine.result().thenAccept(then);
        dispatch(command, result -> {
            CommandResultMessage<?> kept = firstOrThis(use, kept(mine, command, result));
            underWay.remove(use);
            mine.result().complete(kept);
        });
    }

    private void dispatch(CommandMessage<?> command, Consumer<CommandResultMessage<?>> then) {
        try {
            local.dispatch(command, (sent, result) -> then.accept(result));
        } catch (RuntimeException e) {
            then.accept(Messages.failed(e));
        }
    }

    /** Registered with the bus that handles commands. */
    private @Nullable Object keyed(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        CommandMessage<?> command = unitOfWork.getMessage();
        Use use = unitOfWork.isRoot() ? use(command) : null;
        if (use == null) {
            return chain.proceed();
        }
        Attempt attempt = underWay.getOrDefault(use, new Attempt(use, store.tenure()));
        Optional<StoredOutcome> known = store.outcome(use.tenant(), use.key());
        if (known.isPresent()) {
            throw new DuplicateKeyException(known.get());
        }
        PendingOutcome.register(unitOfWork, _ -> outcome(attempt, unitOfWork));
        try {
            return chain.proceed();
        } catch (Exception thrown) {
            attempt.refusedWith(thrown);
            throw thrown;
        }
    }

    /** Goes with the first append of its unit of work; there may be others. */
    private Outcome outcome(Attempt attempt, UnitOfWork<? extends CommandMessage<?>> unitOfWork) {
        unitOfWork.resources().remove(PendingOutcome.RESOURCE);
        attempt.written();
        return outcome(attempt.use(), unitOfWork.getMessage(), result(unitOfWork));
    }

    private Outcome outcome(Use use, CommandMessage<?> command, CommandResultMessage<?> result) {
        return new Outcome(
                use.tenant(),
                use.key(),
                use.fingerprint(),
                result.isExceptional() ? REFUSED : SUCCESS,
                messages.result(command.getIdentifier(), result));
    }

    private static CommandResultMessage<?> result(UnitOfWork<?> unitOfWork) {
        ExecutionResult result = unitOfWork.getExecutionResult();
        return result.isExceptionResult()
                ? Messages.failed(result.getExceptionResult())
                : GenericCommandResultMessage.asCommandResultMessage(result.getResult());
    }

    /** The result after it is written, if it has to be and is not; what the store said if it cannot be. */
    private CommandResultMessage<?> kept(Attempt attempt, CommandMessage<?> command, CommandResultMessage<?> result) {
        if (!attempt.isDecided(result)) {
            return result;
        }
        try {
            Outcome outcome = outcome(attempt.use(), command, result);
            store.appendAndWait(
                    AppendRequest.of(attempt.use().root(), outcome, attempt.tenure()),
                    KafkaEventStorageEngine.APPEND_TIMEOUT);
            return result;
        } catch (RuntimeException e) {
            return Messages.failed(e);
        }
    }

    private CommandResultMessage<?> firstOrThis(Use use, CommandResultMessage<?> result) {
        return result.isExceptional()
                        && result.exceptionResult() instanceof DuplicateKeyException duplicate
                        && use.isOf(duplicate.first().outcome())
                        && messages.reply(duplicate.first().outcome().body())
                                instanceof Reply.Answered<CommandResultMessage<?>>(CommandResultMessage<?> first)
                ? first
                : result;
    }

    private @Nullable Use use(CommandMessage<?> command) {
        Object key = command.getMetaData().get(OnceCommandBus.IDEMPOTENCY_KEY);
        Home home = key == null ? Home.ANYWHERE : homes.of(command);
        return home.isAnywhere()
                ? null
                : new Use(home.tenant(), home.root(), String.valueOf(key), messages.fingerprint(command));
    }
}
