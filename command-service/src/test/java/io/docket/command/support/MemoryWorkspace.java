package io.docket.command.support;

import io.docket.command.decision.Entity;
import io.docket.command.decision.EntityKind;
import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.contracts.event.DomainEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A workspace in memory that records the events of the command under test. */
public final class MemoryWorkspace implements Workspace {
    private final Map<String, Object> states = new HashMap<>();
    private final List<DomainEvent> recorded = new ArrayList<>();

    /** One more event in the history of an entity. */
    public <S, E extends DomainEvent> void given(EntityKind<S, E> kind, String id, String actor, E event) {
        evolve(kind, id, event, actor);
    }

    /** The events of the command under test, in order. */
    public List<DomainEvent> recorded() {
        return recorded;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S, E extends DomainEvent> Optional<Entity<S, E>> find(EntityKind<S, E> kind, String id) {
        if (!states.containsKey(kind.name() + "/" + id)) {
            return Optional.empty();
        }
        return Optional.of(new Entity<>() {
            @Override
            public S state() {
                return (S) states.get(kind.name() + "/" + id);
            }

            @Override
            public void apply(List<? extends E> events) {
                events.forEach(event -> record(kind, id, event));
            }
        });
    }

    @Override
    public <S, E extends DomainEvent> Entity<S, E> load(EntityKind<S, E> kind, String id) {
        return find(kind, id).orElseThrow(() -> Rejection.notFound(kind.name(), id));
    }

    @Override
    public <S, E extends DomainEvent> void create(EntityKind<S, E> kind, String id, List<? extends E> events) {
        if (states.containsKey(kind.name() + "/" + id)) {
            throw Rejection.conflict("already-exists", id);
        }
        events.forEach(event -> record(kind, id, event));
    }

    private <S, E extends DomainEvent> void record(EntityKind<S, E> kind, String id, E event) {
        recorded.add(event);
        evolve(kind, id, event, "actor-of-the-command");
    }

    @SuppressWarnings("unchecked")
    private <S, E extends DomainEvent> void evolve(EntityKind<S, E> kind, String id, E event, String actor) {
        states.compute(kind.name() + "/" + id, (key, state) -> kind.evolution().evolve((S) state, event, actor));
    }
}
