package io.docket.command.aggregate;

import io.docket.contracts.event.DomainEvent;
import java.util.List;
import java.util.function.BiFunction;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;

/**
 * Where the entities of one kind are, and how a new one is made.
 *
 * @param <A> aggregate
 * @param <E> events
 * @param repository Axon's repository
 * @param constructor a new aggregate from the name of its stream and its first events
 */
record Shelf<A extends EventSourced<?, E>, E extends DomainEvent>(
        Repository<A> repository, BiFunction<String, List<? extends E>, A> constructor) {
    Aggregate<A> load(String stream) {
        return repository.load(stream);
    }

    Aggregate<A> create(String stream, List<? extends E> events) {
        try {
            return repository.newInstance(() -> constructor.apply(stream, events));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a constructor of an aggregate throws nothing checked", e);
        }
    }
}
