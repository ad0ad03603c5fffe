package io.docket.eventstore.axon.deadline;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command bus on which a handler has a deadline. Each command runs on a virtual thread of its own; one whose handler
 * is not done in time is answered {@link HandlerOverdueException} and interrupted, and whatever it decides afterwards is
 * not written. Only its own aggregate stays locked until it ends; every other one, of the same partition too, goes on.
 *
 * <p>The deadline is for the decision alone: once the events are on their way, the store's own limits count. A handler
 * that ignores its interrupt keeps its thread, so there may be only so many; {@link #longestOverdue()} tells a health
 * check when nothing but a restart helps.
 */
public final class DeadlineCommandBus implements CommandBus, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeadlineCommandBus.class);
    private static final long CHECKS_PER_DEADLINE = 10;

    private final CommandBus bus;
    private final Duration deadline;
    private final int maxOverdue;
    private final LongSupplier nanoClock;
    private final Map<Handling, Thread> running = new ConcurrentHashMap<>();
    private final ThreadLocal<Handling> current = new ThreadLocal<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("command-deadlines").factory());

    /**
     * @param bus carries the commands out, on the thread that dispatches them
     * @param deadline how long a handler may take, waiting for its aggregate included
     * @param maxOverdue handlers that may be overdue and still running; one command more is refused
     */
    public DeadlineCommandBus(CommandBus bus, Duration deadline, int maxOverdue) {
        this(bus, deadline, maxOverdue, System::nanoTime);
    }

    DeadlineCommandBus(CommandBus bus, Duration deadline, int maxOverdue, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.bus = bus;
        this.deadline = deadline;
        this.maxOverdue = maxOverdue;
        bus.registerHandlerInterceptor((unitOfWork, chain) -> {
            Handling handling = current.get();
            if (handling != null) {
                unitOfWork.onPrepareCommit(done -> handling.commits());
            }
            return chain.proceed();
        });
        long every = Math.max(1, deadline.toMillis() / CHECKS_PER_DEADLINE);
        watch.scheduleWithFixedDelay(this::check, every, every, TimeUnit.MILLISECONDS);
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

    /** The callback is called once, on a thread of the bus. A command that a handler dispatches runs inside of that one. */
    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        if (current.get() != null) {
            bus.dispatch(command, callback);
            return;
        }
        if (overdue() >= maxOverdue) {
            refuse(command, callback, new TooManyOverdueException(maxOverdue));
            return;
        }
        Handling handling = new Handling(
                command.getCommandName(), nanoClock.getAsLong(), why -> refuseLater(command, callback, why));
        Thread.ofVirtual().name("command").start(() -> handle(handling, command, callback));
    }

    private <C, R> void handle(
            Handling handling, CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        current.set(handling);
        running.put(handling, Thread.currentThread());
        try {
            bus.<C, R>dispatch(command, (sent, result) -> {
                if (handling.answers()) {
                    callback.onResult(sent, result);
                }
            });
        } finally {
            running.remove(handling);
        }
    }

    /** The watch goes on, whatever a callback does. */
    private static <C, R> void refuseLater(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback, HandlerOverdueException why) {
        Thread.ofVirtual().name("command-overdue").start(() -> {
            try {
                refuse(command, callback, why);
            } catch (RuntimeException e) {
                LOG.warn("event=callback-failed command={}", command.getCommandName(), e);
            }
        });
    }

    private static <C, R> void refuse(
            CommandMessage<C> command, CommandCallback<? super C, ? super R> callback, HandlerOverdueException why) {
        callback.onResult(command, new GenericCommandResultMessage<>(why));
    }

    private void check() {
        long now = nanoClock.getAsLong();
        running.forEach((handling, thread) -> {
            if (handling.ageNanos(now) > deadline.toNanos() && handling.expire()) {
                LOG.error("event=handler-overdue command={} deadline={}", handling.command(), deadline);
                handling.refuse(new HandlerOverdueException(
                        "handler of " + handling.command() + " took longer than " + deadline));
                thread.interrupt();
            }
        });
    }

    /** Handlers whose time is over and which are still running. */
    public int overdue() {
        return (int) running.keySet().stream().filter(Handling::isOverdue).count();
    }

    /** For how long the oldest overdue handler is running; zero if none is. */
    public Duration longestOverdue() {
        long now = nanoClock.getAsLong();
        return running.keySet().stream()
                .filter(Handling::isOverdue)
                .map(handling -> Duration.ofNanos(handling.ageNanos(now)))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    @Override
    public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        return bus.subscribe(commandName, handler);
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> dispatchInterceptor) {
        return bus.registerDispatchInterceptor(dispatchInterceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> handlerInterceptor) {
        return bus.registerHandlerInterceptor(handlerInterceptor);
    }

    /** Stops watching; what runs goes on without a deadline. */
    @Override
    public void close() {
        watch.shutdownNow();
    }
}
