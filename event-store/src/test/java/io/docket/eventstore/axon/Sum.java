package io.docket.eventstore.axon;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** An aggregate that adds up what it is told, as long as it is not below zero, and begins with the first of it. */
public class Sum {
    @AggregateIdentifier
    private @Nullable String id;

    private int total;

    public Sum() {}

    record Add(@TargetAggregateIdentifier String id, int amount) {}

    record AmountAdded(String id, int amount) {}

    record TotalOf(int total) {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public int handle(Add command) {
        if (total + command.amount() < 0) {
            throw new IllegalStateException("a sum does not go below zero");
        }
        apply(new AmountAdded(command.id(), command.amount()));
        return total;
    }

    @EventSourcingHandler
    void on(AmountAdded event) {
        id = event.id();
        total += event.amount();
    }
}
