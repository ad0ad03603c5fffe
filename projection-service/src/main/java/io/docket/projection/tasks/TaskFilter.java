package io.docket.projection.tasks;

import io.docket.projection.query.Condition;
import io.docket.projection.query.DataFilter;
import io.docket.projection.query.Filters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.QueryParameters;
import io.docket.projection.query.Sort;
import io.docket.projection.view.Sortable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How tasks are listed: mine, my groups', unassigned, due, filters by every other field, and orders. */
public final class TaskFilter {
    private static final int DAYS_OF_A_WEEK = 7;

    private TaskFilter() {}

    /** The list, for which the clock says what is overdue. */
    public static Listing listing(Clock clock) {
        return new Listing(
                "tasks",
                TaskProjector.VIEW,
                new Filters()
                        .is("case", TaskProjector.CASE)
                        .is("process", "processInstanceId")
                        .oneOf("status", "status", Set.of("open", "completed", "cancelled"))
                        .assignee("assignee", TaskProjector.ASSIGNEE)
                        .user("candidate", "candidateUsers")
                        .with(
                                "group",
                                (group, caller) -> new Condition.Is(
                                        "candidateGroups",
                                        group.equals("mine") ? List.<Object>copyOf(caller.groups()) : List.of(group)))
                        .is("name", "name")
                        .number("priority", "priority")
                        .is("formKey", "formKey")
                        .user("createdBy", "createdBy")
                        .add("due", (parameters, caller) -> due(parameters, clock.instant()))
                        .period("due", TaskProjector.DUE, Sortable.NEVER)
                        .period("followUp", TaskProjector.FOLLOW_UP, Sortable.NEVER)
                        .period("created", "createdAt", Sortable.NEVER)
                        .period("updated", "updatedAt", Sortable.NEVER)
                        .add(DataFilter.DATA, (parameters, caller) -> DataFilter.conditions(parameters)),
                Sort.orders(Map.of(
                        "createdAt", List.of("createdAt"),
                        "updatedAt", List.of("updatedAt"),
                        "due", List.of(TaskProjector.DUE),
                        "followUp", List.of(TaskProjector.FOLLOW_UP),
                        "priority", List.of("priority", "createdAt"),
                        "name", List.of("name", "createdAt"),
                        "case", List.of(TaskProjector.CASE, "createdAt"),
                        "status", List.of("status", "createdAt"),
                        "assignee", List.of(TaskProjector.ASSIGNEE, "createdAt"))),
                "-createdAt",
                List.of());
    }

    private static List<Condition> due(QueryParameters parameters, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return switch (parameters.text("due").orElse("")) {
            case "" -> List.of();
            case "overdue" ->
                List.of(new Condition.Period(TaskProjector.DUE, null, now), new Condition.Is("status", "open"));
            case "today" -> List.of(days(today, 1));
            case "week" -> List.of(days(today, DAYS_OF_A_WEEK));
            case "none" -> List.of(new Condition.Is(TaskProjector.DUE, Sortable.NEVER));
            default ->
                List.of(new Condition.Period(
                        TaskProjector.DUE, null, parameters.until("due").orElseThrow()));
        };
    }

    private static Condition days(LocalDate first, int count) {
        return new Condition.Period(
                TaskProjector.DUE,
                first.atStartOfDay().toInstant(ZoneOffset.UTC),
                first.plusDays(count).atStartOfDay().toInstant(ZoneOffset.UTC).minusMillis(1));
    }
}
