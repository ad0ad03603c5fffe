package io.docket.eventstore.bench.commands;

import com.github.f4b6a3.uuid.UuidCreator;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.axon.EnvelopeMetaData;
import io.docket.eventstore.axon.PendingOutcome;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.Configuration;

/** Commands on many accounts, each dispatched on the thread of its caller, which waits for the commit. */
public final class Accounts {
    static final int COUNT = 10_000;
    private static final String TENANT = "bench";
    private static final String NOTE = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do.";
    private static final byte[] ANSWER =
            ("{\"commandId\":\"01939b2e-7d5c-7c1a-8a55-3f0c2a5477aa\",\"entity\":\"account\",\"id\":\"a-00000001\","
                            + "\"version\":1,\"events\":[{\"id\":\"01939b2e-7d5c-7c1a-8a55-3f0c2a5477ab\","
                            + "\"type\":\"bench.account.credited.v1\"}]}")
                    .getBytes(StandardCharsets.UTF_8);
    private static final int OPENED_AT_ONCE = 512;

    private final CommandBus bus;
    private final LongAdder credited = new LongAdder();

    private Accounts(CommandBus bus) {
        this.bus = bus;
    }

    /**
     * Opens all accounts.
     *
     * @param withOutcome true: each command leaves its outcome under an idempotency key, as the platform's do
     */
    public static Accounts open(Configuration axon, boolean withOutcome) {
        CommandBus bus = axon.commandBus();
        if (withOutcome) {
            bus.registerHandlerInterceptor((unitOfWork, chain) -> {
                String key = unitOfWork.getMessage().getIdentifier();
                PendingOutcome.register(unitOfWork, events -> new Outcome(TENANT, key, key, 200, ANSWER));
                return chain.proceed();
            });
        }
        Accounts accounts = new Accounts(bus);
        accounts.openAll();
        return accounts;
    }

    private void openAll() {
        Semaphore atOnce = new Semaphore(OPENED_AT_ONCE);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < COUNT; i++) {
                String id = id(i);
                atOnce.acquireUninterruptibly();
                callers.execute(() -> {
                    try {
                        send(new Account.Open(id, "alice"));
                    } catch (RuntimeException e) {
                        failure.compareAndSet(null, e);
                    } finally {
                        atOnce.release();
                    }
                });
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("accounts cannot be opened", failure.get());
        }
    }

    /** Credits an account, any of them. */
    public void credit() {
        send(new Account.Credit(id(ThreadLocalRandom.current().nextInt(COUNT)), 1, NOTE));
        credited.increment();
    }

    /** Number of credits so far. */
    long credited() {
        return credited.sum();
    }

    public static String id(int number) {
        return TENANT + "/account/a-" + number;
    }

    private void send(Object command) {
        CommandMessage<Object> message = GenericCommandMessage.asCommandMessage(command)
                .andMetaData(EnvelopeMetaData.ofCommand(
                                "alice", UuidCreator.getTimeOrderedEpochPlus1().toString())
                        .toMetaData());
        bus.dispatch(message, (sent, answer) -> {
            if (answer.isExceptional()) {
                throw new IllegalStateException(answer.exceptionResult());
            }
        });
    }
}
