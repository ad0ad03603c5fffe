package io.docket.eventstore.axon.routing;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.axon.StreamNaming;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command bus of one instance on which a command that names its aggregate and has an {@value #IDEMPOTENCY_KEY} in its metadata
 * is carried out once: what its handler returned, or refused it with, is kept in the log for the window of outcomes, and the same
 * command gets it again. The same key with another command is a {@link io.docket.eventstore.DuplicateKeyException}.
 *
 * <p>A refusal that comes again does so as from another instance: as a
 * {@link org.axonframework.commandhandling.CommandExecutionException} with its details, or in words. Not kept, and decided
 * again, is what is no decision: every {@link io.docket.eventstore.EventStoreException} and
 * {@link org.axonframework.common.AxonTransientException}, timeouts, interrupts, failures of input and output, errors, and
 * whatever has one of these as its cause.
 */
public final class OnceCommandBus implements CommandBus {
    /** Key of a command's metadata: text, unique within the tenant of its aggregate. */
    public static final String IDEMPOTENCY_KEY = "idempotencyKey";

    private static final Logger LOG = LoggerFactory.getLogger(OnceCommandBus.class);

    private final CommandBus local;
    private final Once once;
    private final List<MessageDispatchInterceptor<? super CommandMessage<?>>> interceptors =
            new CopyOnWriteArrayList<>();

    private OnceCommandBus(CommandBus local, Once once) {
        this.local = local;
        this.once = once;
    }

    /**
     * A bus over the one that carries commands out.
     *
     * @param store where the events are
     * @param naming which stream holds the events of an aggregate: as the cache and the engine have it
     * @param serializer how results become bytes
     */
    public static OnceCommandBus over(CommandBus local, EventStore store, StreamNaming naming, Serializer serializer) {
        Homes homes = new Homes(store, naming, Routing.annotated());
        return new OnceCommandBus(local, new Once(store, homes, new Messages(serializer), local));
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, (sent, result) -> {
            if (result.isExceptional()) {
                LOG.warn(
                        "event=command-failed command={} error={}", command.getCommandName(), result.exceptionResult());
            }
        });
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        CommandMessage<C> intercepted = intercepted(command);
        once.carryOut(intercepted, result -> callback.onResult(intercepted, typed(result)));
    }

    @SuppressWarnings("unchecked") // an interceptor gives back what it got, with other metadata
    private <C> CommandMessage<C> intercepted(CommandMessage<C> command) {
        CommandMessage<C> intercepted = command;
        for (MessageDispatchInterceptor<? super CommandMessage<?>> interceptor : interceptors) {
            intercepted = (CommandMessage<C>) interceptor.handle(intercepted);
        }
        return intercepted;
    }

    /** What a handler returns is what its caller takes it for. */
    @SuppressWarnings("unchecked")
    private static <R> CommandResultMessage<? extends R> typed(CommandResultMessage<?> result) {
        return (CommandResultMessage<? extends R>) result;
    }

    @Override
    public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        return local.subscribe(commandName, handler);
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        interceptors.add(interceptor);
        return () -> interceptors.remove(interceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        return local.registerHandlerInterceptor(interceptor);
    }
}
