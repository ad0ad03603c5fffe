package io.docket.command.aggregate;

import io.docket.command.decision.Entity;
import io.docket.command.decision.EntityKind;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.command.submit.Target;
import io.docket.contracts.event.DomainEvent;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.StreamId;
import java.util.List;
import java.util.Optional;
import org.axonframework.modelling.command.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * The workspace of one command inside Axon's unit of work. An entity that it loads stays locked until the unit of work
 * ends, and what is committed carries the tenure in which the unit of work began. So a decision that looks at two entities of
 * one root sees both as they are at the commit, however long it takes: if their partition was given away meanwhile, nothing
 * is committed. Of entities that are not there it is sure only as far as it writes them: those have no lock.
 */
final class AxonWorkspace implements Workspace {
    private final Shelves shelves;
    private final EventStore store;
    private final String tenant;
    private final Target target;
    private final @Nullable Long expectedVersion;
    private @Nullable Aggregate<?> ofTarget;

    AxonWorkspace(Shelves shelves, EventStore store, String tenant, Target target, @Nullable Long expectedVersion) {
        this.shelves = shelves;
        this.store = store;
        this.tenant = tenant;
        this.target = target;
        this.expectedVersion = expectedVersion;
    }

    /** Version of the entity that the command is about; call it when the command is done. */
    long version() {
        return ofTarget == null ? 0 : versionOf(ofTarget);
    }

    @Override
    public <S, E extends DomainEvent> Optional<Entity<S, E>> find(EntityKind<S, E> kind, String id) {
        String stream = StreamId.of(tenant, kind.name(), id);
        if (store.head(stream) > 0) {
            return Optional.of(loaded(kind, id, shelves.of(kind).load(stream)));
        }
        if (target.is(kind, id)) {
            requireVersion(0);
        }
        return Optional.empty();
    }

    @Override
    public <S, E extends DomainEvent> Entity<S, E> load(EntityKind<S, E> kind, String id) {
        String stream = StreamId.of(tenant, kind.name(), id);
        if (store.head(stream) == 0) {
            throw Rejection.notFound(kind.name(), id);
        }
        return loaded(kind, id, shelves.of(kind).load(stream));
    }

    @Override
    public <S, E extends DomainEvent> void create(EntityKind<S, E> kind, String id, List<? extends E> events) {
        String stream = StreamId.of(tenant, kind.name(), id);
        long head = store.head(stream);
        if (target.is(kind, id)) {
            requireVersion(head);
        }
        if (head > 0) {
            throw Rejection.conflict("already-exists", "there is a " + kind.name() + " " + id);
        }
        Aggregate<?> created = shelves.of(kind).create(stream, events);
        if (target.is(kind, id)) {
            ofTarget = created;
        }
    }

    private <S, E extends DomainEvent> Entity<S, E> loaded(
            EntityKind<S, E> kind, String id, Aggregate<? extends EventSourced<S, E>> aggregate) {
        if (target.is(kind, id)) {
            requireVersion(versionOf(aggregate));
            ofTarget = aggregate;
        }
        return new Entity<>() {
            @Override
            public S state() {
                return aggregate.invoke(EventSourced::state);
            }

            @Override
            public void apply(List<? extends E> events) {
                aggregate.execute(entity -> entity.apply(events));
            }
        };
    }

    private void requireVersion(long version) {
        if (expectedVersion != null && expectedVersion != version) {
            throw new Rejection(Refusal.stale(
                    version, target + " is at version " + version + ", the command expects " + expectedVersion));
        }
    }

    private static long versionOf(Aggregate<?> aggregate) {
        Long sequence = aggregate.version();
        return sequence == null ? 0 : sequence + 1;
    }
}
