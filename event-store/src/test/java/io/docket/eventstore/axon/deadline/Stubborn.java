package io.docket.eventstore.axon.deadline;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.concurrent.CountDownLatch;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** An aggregate with a handler that goes on until it is let go, whoever interrupts it. */
public class Stubborn {
    @AggregateIdentifier
    private @Nullable String id;

    private int count;

    public Stubborn() {}

    record Create(@TargetAggregateIdentifier String id) {}

    record Count(@TargetAggregateIdentifier String id) {}

    record CountInTheEnd(@TargetAggregateIdentifier String id, CountDownLatch begun, CountDownLatch end) {}

    record Created(String id) {}

    record Counted(int count) {}

    @CommandHandler
    public Stubborn(Create command) {
        apply(new Created(command.id()));
    }

    @CommandHandler
    public int handle(Count command) {
        apply(new Counted(count + 1));
        return count;
    }

    @CommandHandler
    public int handle(CountInTheEnd command) {
        command.begun().countDown();
        while (command.end().getCount() > 0) {
            awaitDeaf(command.end());
        }
        apply(new Counted(count + 1));
        return count;
    }

    private static void awaitDeaf(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException deaf) {
            return;
        }
    }

    @EventSourcingHandler
    void on(Created event) {
        id = event.id();
    }

    @EventSourcingHandler
    void on(Counted event) {
        count = event.count();
    }
}
