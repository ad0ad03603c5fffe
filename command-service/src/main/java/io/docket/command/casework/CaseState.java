package io.docket.command.casework;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.decision.EntityKind;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.CaseEvent;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a case.
 *
 * @param caseType id of its type
 * @param caseTypeVersion version of the type that it is pinned to
 * @param status whether work goes on
 * @param stage id of its stage
 * @param data its data
 * @param assignee who works on it
 * @param queue where it waits
 * @param commentAuthors author of each comment, by the comment's id
 * @param files ids of its files
 * @param links what it points to
 */
public record CaseState(
        String caseType,
        long caseTypeVersion,
        CaseStatus status,
        String stage,
        JsonNode data,
        @Nullable String assignee,
        @Nullable String queue,
        Map<String, String> commentAuthors,
        Set<String> files,
        Set<CaseEvent.Linked> links) {
    /** Cases. */
    public static final EntityKind<CaseState, CaseEvent> KIND =
            new EntityKind<>("case", CaseEvent.class, CaseEvolution::evolve);

    /** Rejects if work on the case has ended. */
    public void requireOpen() {
        if (status != CaseStatus.OPEN) {
            throw Rejection.conflict("case-" + status, "the case is " + status);
        }
    }

    /** Rejects if the case was put away. */
    public void requireNotArchived() {
        if (status == CaseStatus.ARCHIVED) {
            throw Rejection.conflict("case-archived", "the case is archived");
        }
    }
}
