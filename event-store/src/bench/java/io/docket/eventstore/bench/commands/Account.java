package io.docket.eventstore.bench.commands;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** The entity of every benchmark through Axon: an account with a balance. */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
public class Account {
    @AggregateIdentifier
    private @Nullable String id;

    private long balance;

    public Account() {}

    /** An account as a snapshot restores it. */
    public static Account restored(String id) {
        Account account = new Account();
        account.id = id;
        return account;
    }

    public record Open(@TargetAggregateIdentifier String id, String owner) {}

    public record Credit(@TargetAggregateIdentifier String id, long amount, String note) {}

    public record Opened(String id, String owner) {}

    public record Credited(long amount, String note, long balance) {}

    @CommandHandler
    public Account(Open command) {
        apply(new Opened(command.id(), command.owner()));
    }

    @CommandHandler
    public long handle(Credit command) {
        apply(new Credited(command.amount(), command.note(), balance + command.amount()));
        return balance;
    }

    @EventSourcingHandler
    public void on(Opened event) {
        id = event.id();
    }

    @EventSourcingHandler
    public void on(Credited event) {
        balance = event.balance();
    }
}
