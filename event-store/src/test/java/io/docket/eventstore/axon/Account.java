package io.docket.eventstore.axon;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.docket.contracts.json.Json;
import io.docket.eventstore.Events;
import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** An aggregate that counts, and remembers on how many events it was built. */
public class Account {
    @AggregateIdentifier
    private @Nullable String id;

    private int count;

    public Account() {}

    record Open(@TargetAggregateIdentifier String id) {}

    record Count(@TargetAggregateIdentifier String id, int expected) {}

    record CountOn(@TargetAggregateIdentifier String id) {}

    record Break(@TargetAggregateIdentifier String id) {}

    record Opened(String id) {}

    record Counted(int count) {}

    /** How the events of an account stand in the log. */
    static final class Types implements EventTypeMapping {
        @Override
        public String typeOf(Class<?> event) {
            return event == Opened.class ? "test.account.opened.v1" : "test.account.counted.v1";
        }

        @Override
        public Optional<Class<?>> classOf(String type) {
            return switch (type) {
                case "test.account.opened.v1" -> Optional.of(Opened.class);
                case "test.account.counted.v1" -> Optional.of(Counted.class);
                default -> Optional.empty();
            };
        }

        @Override
        public byte[] write(Object event) {
            return Json.bytes(event);
        }

        @Override
        public Object read(String type, byte[] data) {
            return type.equals("test.account.opened.v1")
                    ? Json.read(data, Opened.class)
                    : Json.read(data, Counted.class);
        }
    }

    static String idOf(String account) {
        return Events.streamOf(account);
    }

    @CommandHandler
    public Account(Open command) {
        apply(new Opened(command.id()));
    }

    @CommandHandler
    public int handle(Count command) {
        if (command.expected() != count) {
            throw new IllegalStateException("count is " + count);
        }
        apply(new Counted(count + 1));
        return count;
    }

    @CommandHandler
    public int handle(CountOn command) {
        apply(new Counted(count + 1));
        return count;
    }

    @CommandHandler
    public void handle(Break command) {
        apply(new Counted(count + 1));
        throw new IllegalStateException("broken after it decided");
    }

    @EventSourcingHandler
    void on(Opened event) {
        id = event.id();
    }

    @EventSourcingHandler
    void on(Counted event) {
        count = event.count();
    }
}
