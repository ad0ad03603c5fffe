package io.docket.eventstore.axon.routing;

import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.axon.PendingOutcome;
import io.docket.eventstore.route.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
 * Carries out here what belongs here; a command with a key once. What it returned is written with its events, under its
 * key: the same command gets it again, at whatever instance, after a crash too. While it is under way, the same one waits
 * for it. What wrote no event, or failed, is decided again.
 */
final class Once {
    private static final int SUCCESS = 200;

    private final EventStore store;
    private final Homes homes;
    private final Messages messages;
    private final CommandBus local;
    private final Map<Use, CompletableFuture<CommandResultMessage<?>>> underWay = new ConcurrentHashMap<>();

    /** A key, and what it is used for. */
    private record Use(String tenant, String key, String fingerprint) {
        boolean isOf(Outcome outcome) {
            return outcome.key().equals(key) && outcome.fingerprint().equals(fingerprint);
        }
    }

    Once(EventStore store, Homes homes, Messages messages, CommandBus local) {
        this.store = store;
        this.homes = homes;
        this.messages = messages;
        this.local = local;
        local.registerHandlerInterceptor(this::keyed);
    }

    /** @param then gets the result, once */
    void carryOut(CommandMessage<?> command, Consumer<CommandResultMessage<?>> then) {
        Use use = use(command);
        if (use == null) {
            dispatch(command, then);
            return;
        }
        CompletableFuture<CommandResultMessage<?>> mine = new CompletableFuture<>();
        CompletableFuture<CommandResultMessage<?>> first = underWay.putIfAbsent(use, mine);
        if (first != null) {
            first.thenAccept(then);
            return;
        }
        mine.thenAccept(then);
        dispatch(command, result -> {
            underWay.remove(use);
            mine.complete(firstOrThis(use, result));
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
        if (use != null) {
            Optional<StoredOutcome> known = store.outcome(use.tenant(), use.key());
            if (known.isPresent()) {
                throw new DuplicateKeyException(known.get());
            }
            PendingOutcome.register(unitOfWork, _ -> outcome(use, unitOfWork));
        }
        return chain.proceed();
    }

    /** Goes with the first append of its unit of work; there may be others. */
    private Outcome outcome(Use use, UnitOfWork<? extends CommandMessage<?>> unitOfWork) {
        unitOfWork.resources().remove(PendingOutcome.RESOURCE);
        byte[] result = messages.result(unitOfWork.getMessage().getIdentifier(), result(unitOfWork));
        return new Outcome(use.tenant(), use.key(), use.fingerprint(), SUCCESS, result);
    }

    private static CommandResultMessage<?> result(UnitOfWork<?> unitOfWork) {
        ExecutionResult result = unitOfWork.getExecutionResult();
        return result.isExceptionResult()
                ? Messages.failed(result.getExceptionResult())
                : GenericCommandResultMessage.asCommandResultMessage(result.getResult());
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
        Object key = command.getMetaData().get(RoutingCommandBus.IDEMPOTENCY_KEY);
        Home home = key == null ? Home.ANYWHERE : homes.of(command);
        return home.isAnywhere() ? null : new Use(home.tenant(), String.valueOf(key), messages.fingerprint(command));
    }
}
