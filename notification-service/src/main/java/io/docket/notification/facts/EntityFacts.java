package io.docket.notification.facts;

import io.docket.contracts.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of one case or task. */
final class EntityFacts {
    @Nullable
    String caseType;

    long caseTypeVersion;
    List<String> candidateUsers = List.of();

    private final String entity;
    private final FactStore store;
    private @Nullable Assignments assignments;

    /** The form in which they are kept. */
    record Kept(
            @Nullable String caseType,
            long caseTypeVersion,
            List<String> candidateUsers,
            Assignments.@Nullable Kept assignments) {}

    /**
     * Nothing is known yet.
     *
     * @param entity names the case or task in the store
     */
    EntityFacts(String entity, FactStore store) {
        this.entity = entity;
        this.store = store;
    }

    /** What {@link #write} wrote. */
    static EntityFacts read(String entity, byte[] json, FactStore store) {
        Kept kept = Json.read(json, Kept.class);
        EntityFacts facts = new EntityFacts(entity, store);
        facts.caseType = kept.caseType() == null ? null : kept.caseType().intern();
        facts.caseTypeVersion = kept.caseTypeVersion();
        facts.candidateUsers = kept.candidateUsers() == null ? List.of() : kept.candidateUsers();
        facts.assignments = kept.assignments() == null ? null : new Assignments(entity, store, kept.assignments());
        return facts;
    }

    byte[] write() {
        return Json.bytes(
                new Kept(caseType, caseTypeVersion, candidateUsers, assignments == null ? null : assignments.kept()));
    }

    void assign(long offset, @Nullable String assignee) {
        if (assignments == null) {
            if (assignee == null) {
                return;
            }
            assignments = new Assignments(entity, store);
        }
        assignments.add(offset, assignee);
    }

    @Nullable
    String assigneeBefore(long offset) {
        return assignments == null ? null : assignments.before(offset);
    }
}
