package io.docket.eventstore.example;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** A meter as an aggregate of Axon, like any other. */
public class Meter {
    @AggregateIdentifier
    private @Nullable String id;

    private int total;

    public record Install(@TargetAggregateIdentifier String id) {}

    public record Read(@TargetAggregateIdentifier String id, int amount) {}

    public record Installed(String id) {}

    public record Counted(int amount) {}

    Meter() {}

    @CommandHandler
    Meter(Install command) {
        apply(new Installed(command.id()));
    }

    @CommandHandler
    int handle(Read command) {
        apply(new Counted(command.amount()));
        return total;
    }

    @EventSourcingHandler
    void on(Installed event) {
        id = event.id();
    }

    @EventSourcingHandler
    void on(Counted event) {
        total += event.amount();
    }
}
