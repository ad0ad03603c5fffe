package io.docket.projection.tasks;

import io.docket.kit.identity.Caller;
import io.docket.projection.query.Assignees;
import io.docket.projection.query.Condition;
import io.docket.projection.query.QueryParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The filters of a list of tasks. */
final class TaskFilter {
    static final Set<String> PARAMETERS = Set.of("case", "status", Assignees.ASSIGNEE, "group", "due");

    private static final Set<String> STATUSES = Set.of("open", "completed", "cancelled");

    private TaskFilter() {}

    /** The conditions behind the parameters. */
    static List<Condition> conditions(QueryParameters parameters, Caller caller, Instant now) {
        List<Condition> conditions = new ArrayList<>();
        parameters.text("case").ifPresent(id -> conditions.add(new Condition.Is("caseId", id)));
        parameters.oneOf("status", STATUSES).ifPresent(status -> conditions.add(new Condition.Is("status", status)));
        parameters
                .text(Assignees.ASSIGNEE)
                .ifPresent(assignee -> conditions.add(Assignees.condition(assignee, caller)));
        parameters.text("group").ifPresent(group -> conditions.add(group(group, caller)));
        if (parameters.text("due").filter("overdue"::equals).isPresent()) {
            conditions.add(new Condition.Until('#' + TaskProjector.DUE_ORDER, now));
            conditions.add(new Condition.Is("status", "open"));
        } else {
            parameters
                    .instant("due")
                    .ifPresent(until -> conditions.add(new Condition.Until('#' + TaskProjector.DUE_ORDER, until)));
        }
        return conditions;
    }

    private static Condition group(String group, Caller caller) {
        return new Condition.Is(
                "candidateGroups", group.equals("mine") ? List.<Object>copyOf(caller.groups()) : List.of(group));
    }
}
