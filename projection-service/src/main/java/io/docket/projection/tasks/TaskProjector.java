package io.docket.projection.tasks;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.TaskEvent;
import io.docket.projection.view.Counter;
import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.PlainData;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Folds what happens to a task into its document. */
@ApplicationScoped
public class TaskProjector extends EntityProjector<TaskEvent> {
    /** Name of the view. */
    public static final String VIEW = "tasks";

    /** When the task is due, the far future where it is not; one of the query keys. */
    static final String DUE_ORDER = "due";

    /** What sorts after everything that is due. */
    static final Instant NOT_DUE = Instant.parse("9999-12-31T00:00:00Z");

    public TaskProjector() {
        super(VIEW, "task", TaskEvent.class);
    }

    @Override
    protected void apply(Document document, TaskEvent event, EventEnvelope envelope) {
        switch (event) {
            case TaskEvent.Created created -> create(document, created, envelope);
            case TaskEvent.Claimed claimed -> document.set("assignee", claimed.assignee());
            case TaskEvent.Released released -> document.set("assignee", null);
            case TaskEvent.Assigned assigned -> document.set("assignee", assigned.assignee());
            case TaskEvent.DraftSaved saved -> document.set("data", PlainData.of(saved.data()));
            case TaskEvent.Completed completed -> complete(document, completed.data(), envelope);
            case TaskEvent.Cancelled() -> end(document, "cancelled", envelope);
        }
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        return Map.of(DUE_ORDER, document.get("due") instanceof Instant due ? due : NOT_DUE);
    }

    @Override
    public List<String> countedFields() {
        return List.of("status", "assignee", "candidateGroups", "version");
    }

    @Override
    public Map<String, Long> counters(Document document) {
        String status = document.required("status");
        Map<String, Long> counters = new HashMap<>();
        counters.put(Counter.stat("tasks"), 1L);
        counters.put(Counter.stat("tasks", status), 1L);
        counters.put(Counter.stat("events", "task"), document.number("version"));
        if (status.equals("open")) {
            String assignee = document.text("assignee");
            if (assignee != null) {
                counters.put(Counter.user(assignee), 1L);
            } else {
                document.list("candidateGroups").forEach(group -> counters.put(Counter.group((String) group), 1L));
            }
        }
        return counters;
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(
                ViewIndex.on("createdAt"),
                ViewIndex.on("#" + DUE_ORDER),
                ViewIndex.on("priority"),
                ViewIndex.on("caseId", "createdAt"),
                ViewIndex.on("status", "createdAt"),
                ViewIndex.on("status", "#" + DUE_ORDER),
                ViewIndex.on("assignee", "status", "createdAt"),
                ViewIndex.on("candidateGroups", "status", "createdAt"));
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

    private static void complete(Document document, @Nullable JsonNode data, EventEnvelope envelope) {
        if (data != null) {
            document.set("data", PlainData.of(data));
        }
        end(document, "completed", envelope);
    }

    private static void end(Document document, String status, EventEnvelope envelope) {
        document.set("status", status).set("endedAt", envelope.happenedAt()).set("endedBy", envelope.actor());
    }
}
