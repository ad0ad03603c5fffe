package io.docket.command.casework;

import io.docket.command.decision.Rejection;
import io.docket.command.decision.Workspace;
import io.docket.contracts.id.EntityId;
import org.jspecify.annotations.Nullable;

/** The case that something else may belong to. */
public final class CaseOf {
    private CaseOf() {}

    /** Id of a new entity that belongs to the case, or to none. */
    public static String newId(@Nullable String caseId, String mark, String commandId) {
        return caseId == null ? commandId : EntityId.dependent(caseId, mark + commandId);
    }

    /**
     * Rejects an id that somebody chose for an entity of the case, or of none.
     *
     * @param pointer where the id stands in the payload
     */
    public static void requireFitting(String pointer, String id, @Nullable String caseId) {
        boolean fits = caseId == null ? EntityId.isRoot(id) : EntityId.isDependentOf(caseId, id);
        if (!fits) {
            throw Rejection.invalid(
                    pointer, caseId == null ? "without a case it has no ~" : "it must be " + caseId + "~<suffix>");
        }
    }

    /** Rejects if a case is named that is not there, or put away. */
    public static void requireThere(@Nullable String caseId, Workspace workspace) {
        if (caseId != null) {
            workspace
                    .find(CaseState.KIND, caseId)
                    .orElseThrow(() -> Rejection.unknown("unknown-case", "/caseId", "there is no case " + caseId))
                    .state()
                    .requireNotArchived();
        }
    }
}
