package io.docket.notification.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is remembered of one case or task. */
final class EntityFacts {
    @Nullable
    String caseType;

    long caseTypeVersion;
    List<String> candidateUsers = List.of();

    @Nullable
    Assignments assignments;

    void assign(long offset, @Nullable String assignee) {
        if (assignments == null) {
            if (assignee == null) {
                return;
            }
            assignments = new Assignments();
        }
        assignments.add(offset, assignee == null ? null : assignee.intern());
    }

    @Nullable
    String assigneeBefore(long offset) {
        return assignments == null ? null : assignments.before(offset);
    }
}
