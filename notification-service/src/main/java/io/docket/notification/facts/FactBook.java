package io.docket.notification.facts;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.CaseTypeEvent.NotifyRule;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.event.TaskEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what later events do not repeat: the type of each case, the assignee of each case and task over time, and the
 * notification rules of each version of a case type. It learns by reading the whole log once, in order; a lookup is as of
 * an event, so that a subscription that reads an old part of the log sees what a live one saw then.
 *
 * <p>Bounded: {@code maxEntities} cases and tasks are remembered, the ones not used for longest are forgotten first. An
 * event of a forgotten case has no case type and no assignee, so that filters on these do not match it;
 * {@link #forgotten()} counts them and a metric shows it. At about 250 bytes each, 300,000 take 75 MB.
 */
public final class FactBook {
    /** Most versions of case types whose rules are remembered. */
    static final int MAX_CASE_TYPE_VERSIONS = 20_000;

    private static final Set<String> TELLING = Set.of(
            EventCatalog.typeOf(CaseTypeEvent.Defined.class),
            EventCatalog.typeOf(CaseEvent.Opened.class),
            EventCatalog.typeOf(CaseEvent.Assigned.class),
            EventCatalog.typeOf(TaskEvent.Created.class),
            EventCatalog.typeOf(TaskEvent.Claimed.class),
            EventCatalog.typeOf(TaskEvent.Released.class),
            EventCatalog.typeOf(TaskEvent.Assigned.class));

    private final LruMap<String, EntityFacts> entities;
    private final LruMap<String, List<NotifyRule>> rules = new LruMap<>(MAX_CASE_TYPE_VERSIONS);

    public FactBook(int maxEntities) {
        this.entities = new LruMap<>(maxEntities);
    }

    /**
     * Takes in the next event of its partition.
     *
     * @throws java.io.UncheckedIOException if the data of the event does not fit its type
     */
    public void learn(EventEnvelope event, long offset) {
        if (!TELLING.contains(event.type())) {
            return;
        }
        Optional<DomainEvent> data = EventCatalog.read(event.type(), event.data());
        if (data.isPresent()) {
            synchronized (this) {
                apply(event, data.get(), offset);
            }
        }
    }

    /** What is known of the event's case and entity as of the event, which must have been learnt. */
    public synchronized EventFacts at(EventEnvelope event, long offset) {
        EntityFacts root = entities.get(key(event.tenant(), "case", event.root()));
        EntityFacts entity = entities.get(
                key(event.tenant(), event.subject().entity(), event.subject().id()));
        if (root == null && entity == null) {
            return EventFacts.NONE;
        }
        return new EventFacts(
                root == null ? null : root.caseType,
                root == null ? 0 : root.caseTypeVersion,
                entity == null ? null : entity.assigneeBefore(offset),
                entity == null ? null : entity.assigneeBefore(offset + 1),
                entity == null ? List.of() : entity.candidateUsers);
    }

    /** The notification rules of a version of a case type; empty if that version is not known (yet). */
    public synchronized Optional<List<NotifyRule>> rules(String tenant, String caseType, long version) {
        return Optional.ofNullable(rules.get(key(tenant, caseType, Long.toString(version))));
    }

    /** Number of cases and tasks remembered. */
    public synchronized int size() {
        return entities.size();
    }

    /** Number of cases and tasks that were forgotten because the limit was reached. */
    public synchronized long forgotten() {
        return entities.evicted();
    }

    private void apply(EventEnvelope event, DomainEvent data, long offset) {
        switch (data) {
            case CaseTypeEvent.Defined defined ->
                rules.put(
                        key(event.tenant(), event.subject().id(), Long.toString(event.sequence())),
                        defined.notifyRules() == null ? List.of() : List.copyOf(defined.notifyRules()));
            case CaseEvent.Opened opened -> {
                EntityFacts facts = entity(event);
                facts.caseType = opened.caseType().intern();
                facts.caseTypeVersion = opened.caseTypeVersion();
                facts.assign(offset, opened.assignee());
            }
            case TaskEvent.Created created -> {
                EntityFacts facts = entity(event);
                facts.candidateUsers = created.candidateUsers() == null ? List.of() : created.candidateUsers();
                facts.assign(offset, created.assignee());
            }
            case CaseEvent.Assigned assigned -> assign(event, offset, assigned.assignee());
            case TaskEvent.Claimed claimed -> assign(event, offset, claimed.assignee());
            case TaskEvent.Released released -> assign(event, offset, null);
            case TaskEvent.Assigned assigned -> assign(event, offset, assigned.assignee());
            default -> {}
        }
    }

    private void assign(EventEnvelope event, long offset, @Nullable String assignee) {
        entity(event).assign(offset, assignee);
    }

    private EntityFacts entity(EventEnvelope event) {
        return entities.computeIfAbsent(
                key(event.tenant(), event.subject().entity(), event.subject().id()), key -> new EntityFacts());
    }

    private static String key(String tenant, String kind, String id) {
        return tenant + '/' + kind + '/' + id;
    }
}
