package io.docket.notification.facts;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.CaseTypeEvent.NotifyRule;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what later events do not repeat: the type of each case, the assignee of each case and task over time, and the
 * notification rules of each version of a case type. It learns by reading the whole log once, in order; a lookup is as of
 * an event, so that a subscription that reads an old part of the log sees what a live one saw then.
 *
 * <p>Bounded: {@code maxEntities} cases and tasks are in memory, at about 250 bytes each, so that 300,000 take 75 MB. The
 * others, those that were not used for longest, are in a {@link FactStore}, and come back when they are asked for.
 */
public final class FactBook {
    /** Most versions of case types whose rules are in memory. */
    static final int MAX_CASE_TYPE_VERSIONS = 20_000;

    private static final Set<String> TELLING = Set.of(
            EventCatalog.typeOf(CaseTypeEvent.Defined.class),
            EventCatalog.typeOf(CaseEvent.Opened.class),
            EventCatalog.typeOf(CaseEvent.Assigned.class),
            EventCatalog.typeOf(TaskEvent.Created.class),
            EventCatalog.typeOf(TaskEvent.Claimed.class),
            EventCatalog.typeOf(TaskEvent.Released.class),
            EventCatalog.typeOf(TaskEvent.Assigned.class));

    private final FactStore store;
    private final SpillingMap<EntityFacts> entities;
    private final SpillingMap<List<NotifyRule>> rules;

    /**
     * An empty book.
     *
     * @param maxEntities cases and tasks in memory
     * @param store keeps the others
     */
    public FactBook(int maxEntities, FactStore store) {
        this.store = store;
        this.entities = new SpillingMap<>(
                maxEntities, store, EntityFacts::write, (entity, json) -> EntityFacts.read(entity, json, store));
        this.rules = new SpillingMap<>(
                MAX_CASE_TYPE_VERSIONS,
                store,
                Json::bytes,
                (key, json) -> List.of(Json.read(json, NotifyRule[].class)));
    }

    /**
     * Takes in the next event of its partition; nothing is changed by one that was taken in before.
     *
     * @throws FactsUnavailableException if there is no more room in memory and none can be made
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

    /**
     * What is known of the event's case and entity as of the event, which must have been learnt.
     *
     * @throws FactsUnavailableException if that cannot be told right now
     */
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
        return Optional.ofNullable(rules.get(rulesKey(tenant, caseType, version)));
    }

    /** Number of cases and tasks in memory. */
    public synchronized int size() {
        return entities.size();
    }

    /** Number of cases and tasks that are, or once were, in the store, as the limit was reached. */
    public synchronized long stored() {
        return entities.stored();
    }

    private void apply(EventEnvelope event, DomainEvent data, long offset) {
        switch (data) {
            case CaseTypeEvent.Defined defined ->
                rules.put(
                        rulesKey(event.tenant(), event.subject().id(), event.sequence()),
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
        return entities.change(
                key(event.tenant(), event.subject().entity(), event.subject().id()),
                entity -> new EntityFacts(entity, store));
    }

    private static String rulesKey(String tenant, String caseType, long version) {
        return key(tenant, "rules/" + version, caseType);
    }

    private static String key(String tenant, String kind, String id) {
        return tenant + '/' + kind + '/' + id;
    }
}
