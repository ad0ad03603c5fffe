package io.docket.eventstore.axon.routing;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.route.Reply;
import io.docket.eventstore.route.Route;
import io.docket.eventstore.route.Transport;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.distributed.CommandBusConnector;
import org.axonframework.commandhandling.distributed.Member;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands a command to this instance's handlers if it owns the command's home, else to the owner, on the thread that
 * dispatches it. What is forwarded always has a key, as it may be sent twice, and is never forwarded again.
 */
final class OwnerConnector implements CommandBusConnector {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerConnector.class);
    private static final String MADE_UP = "command:";

    /** Longer than a command may wait for its aggregate and its commit: who asked has given up before. */
    private static final Duration HANDLING_TIMEOUT = Duration.ofSeconds(70);

    private final EventStore store;
    private final Homes homes;
    private final CommandBus local;
    private final Once once;
    private final Route route;
    private final Transport transport;
    private final Messages messages;

    OwnerConnector(Routing routing, Homes homes, CommandBus local, Messages messages) {
        this.store = routing.store();
        this.homes = homes;
        this.local = local;
        this.once = new Once(store, homes, messages, local);
        this.transport = routing.transport();
        this.route = new Route(store.owners(), store.partitions().size(), transport.address());
        this.messages = messages;
    }

    @Override
    public <C> void send(Member destination, CommandMessage<? extends C> command) {
        send(destination, command, (sent, result) -> {
            if (result.isExceptional()) {
                LOG.warn(
                        "event=command-failed command={} error={}", command.getCommandName(), result.exceptionResult());
            }
        });
    }

    @Override
    public <C, R> void send(Member destination, CommandMessage<C> command, CommandCallback<? super C, R> callback) {
        Home home = (Home) destination;
        if (!isHere(home)) {
            callback.onResult(command, forwarded(home, command));
            return;
        }
        once.carryOut(
                command,
                result -> callback.onResult(command, isLost(home, result) ? forwarded(home, command) : typed(result)));
    }

    private boolean isHere(Home home) {
        return home.isAnywhere() || store.serves(home.partition());
    }

    /** The partition went while the command was under way, and nothing is written. */
    private static boolean isLost(Home home, CommandResultMessage<?> result) {
        return !home.isAnywhere() && result.isExceptional() && result.exceptionResult() instanceof NotOwnerException;
    }

    private <R> CommandResultMessage<R> forwarded(Home home, CommandMessage<?> command) {
        byte[] question = messages.command(keyed(command));
        Reply<CommandResultMessage<?>> reply = route.ask(home.partition(), address -> ask(address, question));
        return switch (reply) {
            case Reply.Answered<CommandResultMessage<?>>(CommandResultMessage<?> result) -> typed(result);
            case Reply.NotHere<CommandResultMessage<?>> _ ->
                Messages.failed(OwnerUnavailableException.changing(home.partition()));
            case Reply.NotAsked<CommandResultMessage<?>>(String reason) ->
                Messages.failed(new OwnerUnavailableException(reason));
            case Reply.Unknown<CommandResultMessage<?>>(String reason) -> {
                LOG.warn(
                        "event=forwarded-command-unanswered command={} reason=\"{}\"",
                        command.getCommandName(),
                        reason);
                yield Messages.failed(new UnknownOutcomeException(
                        "it is not known whether the command is committed: " + reason, null));
            }
        };
    }

    private Reply<CommandResultMessage<?>> ask(String address, byte[] question) {
        return switch (transport.ask(address, question)) {
            case Reply.Answered<byte[]>(byte[] answer) -> messages.reply(answer);
            case Reply.NotHere<byte[]>(String owner) -> new Reply.NotHere<>(owner);
            case Reply.NotAsked<byte[]>(String reason) -> new Reply.NotAsked<>(reason);
            case Reply.Unknown<byte[]>(String reason) -> new Reply.Unknown<>(reason);
        };
    }

    private static CommandMessage<?> keyed(CommandMessage<?> command) {
        return command.getMetaData().containsKey(RoutingCommandBus.IDEMPOTENCY_KEY)
                ? command
                : command.andMetaData(Map.of(RoutingCommandBus.IDEMPOTENCY_KEY, MADE_UP + command.getIdentifier()));
    }

    /** The answer to another instance. */
    byte[] answer(byte[] question) {
        try {
            CommandMessage<?> command = messages.command(question);
            Home home = homes.of(command);
            if (!isHere(home)) {
                return notHere(home);
            }
            CommandResultMessage<?> result = carriedOut(command);
            return isLost(home, result) ? notHere(home) : messages.result(command.getIdentifier(), result);
        } catch (RuntimeException e) {
            LOG.error("event=forwarded-command-failed", e);
            return messages.result("", Messages.failed(e));
        }
    }

    private byte[] notHere(Home home) {
        return Messages.notHere(route.otherOwnerOf(home.partition()));
    }

    private CommandResultMessage<?> carriedOut(CommandMessage<?> command) {
        CompletableFuture<CommandResultMessage<?>> result = new CompletableFuture<>();
        once.carryOut(command, result::complete);
        try {
            return result.get(HANDLING_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Messages.failed(new UnknownOutcomeException("interrupted while a command was handled", e));
        } catch (ExecutionException | TimeoutException e) {
            return Messages.failed(new UnknownOutcomeException("a handler has not answered", e));
        }
    }

    /** What a handler returns is what its caller takes it for. */
    @SuppressWarnings("unchecked")
    private static <R> CommandResultMessage<R> typed(CommandResultMessage<?> result) {
        return (CommandResultMessage<R>) result;
    }

    @Override
    public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        return local.subscribe(commandName, handler);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return local.registerHandlerInterceptor(interceptor);
    }

    @Override
    public Optional<CommandBus> localSegment() {
        return Optional.of(local);
    }
}
