package io.docket.eventstore.axon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.util.Optional;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** An aggregate that adds up, and exists from its first amount on. */
public class Tally {
    @AggregateIdentifier
    private @Nullable String id;

    private int sum;

    public Tally() {}

    record Add(@TargetAggregateIdentifier String id, int amount) {}

    record Added(String id, int amount) {}

    /** How an amount stands in the log. */
    static final class Types implements EventTypeMapping {
        @Override
        public String typeOf(Class<?> event) {
            return "test.account.added.v1";
        }

        @Override
        public Optional<Class<?>> classOf(String type) {
            return Optional.of(Added.class);
        }

        @Override
        public byte[] write(Object event) {
            return bytes(((Added) event).id(), ((Added) event).amount());
        }

        @Override
        public Object read(String type, byte[] data) {
            String text = new String(data, UTF_8);
            return new Added(text.substring(text.indexOf(' ') + 1), amountOf(data));
        }
    }

    static byte[] bytes(String id, int amount) {
        return (amount + " " + id).getBytes(UTF_8);
    }

    static int amountOf(byte[] data) {
        String text = new String(data, UTF_8);
        return Integer.parseInt(text.substring(0, text.indexOf(' ')));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    public void handle(Add command) {
        apply(new Added(command.id(), command.amount()));
    }

    @EventSourcingHandler
    void on(Added event) {
        id = event.id();
        sum += event.amount();
    }

    int sum() {
        return sum;
    }
}
