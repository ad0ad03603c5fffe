package io.docket.projection.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.TaskEvent;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.PlainData;
import io.docket.projection.view.Sortable;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds what happens to a task into its document. */
@ApplicationScoped
public class TaskProjector extends EntityProjector<TaskEvent> {
    /** Name of the view. */
    public static final String VIEW = "tasks";

    /** When the task is due, the far future where it is not; a query key, as the next ones. */
    static final String DUE = "#due";

    static final String FOLLOW_UP = "#followUp";
    static final String ASSIGNEE = "#assignee";
    static final String CASE = "#case";

    private static final String FAILURE = "failure";

    public TaskProjector() {
        super(VIEW, "task", TaskEvent.class);
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    protected void apply(Document document, TaskEvent event, EventEnvelope envelope) {
        switch (event) {
            case TaskEvent.Created created -> create(document, created, envelope);
            case TaskEvent.Claimed claimed -> document.set("assignee", claimed.assignee());
            case TaskEvent.Released released -> document.set("assignee", null);
            case TaskEvent.Assigned assigned -> document.set("assignee", assigned.assignee());
            case TaskEvent.DraftSaved saved -> document.set("data", PlainData.of(saved.data()));
            case TaskEvent.Failed failed -> document.set(FAILURE, failure(failed, envelope));
            case TaskEvent.Resumed() -> document.set(FAILURE, null);
            case TaskEvent.Completed completed -> complete(document, completed.data(), envelope);
            case TaskEvent.Cancelled() -> end(document, "cancelled", envelope);
        }
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        return Map.of(
                DUE.substring(1), Sortable.instant(document.get("due")),
                FOLLOW_UP.substring(1), Sortable.instant(document.get("followUp")),
                ASSIGNEE.substring(1), Sortable.text(document.get("assignee")),
                CASE.substring(1), Sortable.text(document.get("caseId")));
    }

    @Override
    public List<String> countedFields() {
        return List.of("status", "assignee", "candidateUsers", "candidateGroups", "due", "version", "createdAt");
    }

    @Override
    public Map<String, Long> counters(Document document) {
        String status = document.required("status");
        Map<String, Long> counters = new HashMap<>();
        counters.put(Counter.stat("tasks"), 1L);
        counters.put(Counter.stat("tasks", status), 1L);
        counters.put(Counter.stat("events", "task"), document.number("version"));
        if (status.equals("open")) {
            open(document, counters);
        }
        return counters;
    }

    /** A task without a candidate group counts for the group without a name. */
    private static void open(Document document, Map<String, Long> counters) {
        String assignee = document.text("assignee");
        if (document.get("createdAt") instanceof Instant createdAt) {
            counters.put(Counter.taskAge(createdAt), 1L);
        }
        List<Object> groups = document.list("candidateGroups");
        if (assignee != null) {
            counters.put(Counter.user(assignee), 1L);
        } else {
            document.list("candidateUsers").forEach(user -> counters.put(Counter.candidate((String) user), 1L));
            groups.forEach(group -> counters.put(Counter.group((String) group), 1L));
        }
        for (Object group : groups.isEmpty() ? List.<Object>of("") : groups) {
            String name = (String) group;
            counters.put(Counter.due("open", name), 1L);
            if (assignee == null) {
                counters.put(Counter.due("unassigned", name), 1L);
            }
            if (document.get("due") instanceof Instant due) {
                counters.put(Counter.due(name, due), 1L);
            }
        }
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(
                ViewIndex.on("createdAt"),
                ViewIndex.on("updatedAt"),
                ViewIndex.on(DUE),
                ViewIndex.on(FOLLOW_UP),
                ViewIndex.on("priority", "createdAt"),
                ViewIndex.on("name", "createdAt"),
                ViewIndex.on(CASE, "createdAt"),
                ViewIndex.on("processInstanceId", "createdAt"),
                ViewIndex.on("formKey", "createdAt"),
                ViewIndex.on("createdBy", "createdAt"),
                ViewIndex.on("status", "createdAt"),
                ViewIndex.on("status", DUE),
                ViewIndex.on(ASSIGNEE, "createdAt"),
                ViewIndex.on(ASSIGNEE, "status", "createdAt"),
                ViewIndex.on("candidateUsers", "status", "createdAt"),
                ViewIndex.on("candidateGroups", "status", "createdAt"),
                ViewIndex.on("data.$**"));
    }

    private static void create(Document document, TaskEvent.Created created, EventEnvelope envelope) {
        document.set("caseId", created.caseId())
                .set("processInstanceId", created.processInstanceId())
                .set("engineKey", created.engineKey())
                .set("name", created.name())
                .set("status", "open")
                .set("assignee", created.assignee())
                .set("candidateUsers", List.copyOf(created.candidateUsers()))
                .set("candidateGroups", List.copyOf(created.candidateGroups()))
                .set("due", created.due() == null ? null : created.due().toInstant())
                .set(
                        "followUp",
                        created.followUp() == null ? null : created.followUp().toInstant())
                .set("priority", (long) created.priority())
                .set("formKey", created.formKey())
                .set("createdAt", envelope.happenedAt())
                .set("createdBy", envelope.actor());
    }

    private static Map<String, @Nullable Object> failure(TaskEvent.Failed failed, EventEnvelope envelope) {
        Map<String, @Nullable Object> failure = new LinkedHashMap<>();
        if (failed.errorCode() != null) {
            failure.put("errorCode", failed.errorCode());
        }
        failure.put("message", failed.message());
        failure.put("actor", envelope.actor());
        failure.put("at", envelope.happenedAt());
        return failure;
    }

    private static void complete(Document document, @Nullable JsonNode data, EventEnvelope envelope) {
        if (data != null) {
            document.set("data", PlainData.of(data));
        }
        end(document.set(FAILURE, null), "completed", envelope);
    }

    private static void end(Document document, String status, EventEnvelope envelope) {
        document.set("status", status).set("endedAt", envelope.happenedAt()).set("endedBy", envelope.actor());
    }
}
