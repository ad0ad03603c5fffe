package io.docket.projection.timeline;

import io.docket.contracts.position.Position;
import io.docket.projection.deadletter.LeftOut;
import io.docket.projection.query.Condition;
import io.docket.projection.query.Documents;
import io.docket.projection.query.ListQuery;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector.Overflow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Timelines of a tenant in memory, and the log that they are made from. */
public final class MemoryTimelines implements Documents, LogRecords {
    private final TimelineProjector projector = new TimelineProjector();
    private final Map<String, Document> timelines = new HashMap<>();
    private final Map<Position, byte[]> log = new HashMap<>();

    /** The timelines after the events. */
    public static MemoryTimelines of(List<LogEvent> events) {
        MemoryTimelines made = new MemoryTimelines();
        events.forEach(made::add);
        return made;
    }

    /** What reads events back from here. */
    public TimelineEvents events() {
        return new TimelineEvents(new Timelines(this), this);
    }

    /** What tells what they changed, with nothing left out. */
    public ToldTimelines told(Changes changes) {
        return new ToldTimelines(
                new Timelines(this),
                events(),
                changes,
                (tenant, root) -> Uni.createFrom().item(new LeftOut()));
    }

    private void add(LogEvent event) {
        String id = projector.documentId(event);
        log.put(event.position(), event.envelope().data());
        Document after = projector
                .fold(timelines.getOrDefault(id, Document.empty()), event)
                .at(event.position().offset());
        Overflow overflow = projector.overflow(id, after);
        timelines.put(id, overflow.kept());
        timelines.putAll(overflow.sealed());
    }

    @Override
    public Uni<byte[]> data(Position position) {
        return Uni.createFrom().item(log.get(position));
    }

    @Override
    public Uni<Optional<Document>> find(DocumentKey key) {
        return Uni.createFrom().item(Optional.ofNullable(timelines.get(key.id())));
    }

    @Override
    public Uni<Map<String, Document>> find(String view, String tenant, Collection<String> ids) {
        Map<String, Document> found = new HashMap<>(timelines);
        found.keySet().retainAll(ids);
        return Uni.createFrom().item(found);
    }

    @Override
    public Uni<Page> list(ListQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Long> count(String view, String tenant, List<Condition> conditions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Multi<Stored> all(String view, List<String> fields) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Multi<Stored> all(String view, String tenant, List<String> fields) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Long> countActors(String tenant) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Multi<Actor> actors() {
        throw new UnsupportedOperationException();
    }
}
