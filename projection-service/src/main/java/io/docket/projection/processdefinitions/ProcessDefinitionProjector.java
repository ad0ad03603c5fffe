package io.docket.projection.processdefinitions;

import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.view.Document;
import io.docket.projection.view.FoldFailure;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.PlainData;
import io.docket.projection.view.Projector;
import io.docket.projection.view.ViewIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps every deployment of a process definition: instances stay with the version that they were started in. */
@ApplicationScoped
public class ProcessDefinitionProjector implements Projector {
    /** Name of the view. */
    public static final String VIEW = "process-definitions";

    /** Ids of its processes; a query key, as the next one. */
    static final String PROCESSES = "#processes";

    /** Its processes as the engine counts them, {@code <id>@<version>}. */
    static final String VERSIONS = "#versions";

    @Override
    public String view() {
        return VIEW;
    }

    @Override
    public @Nullable String documentId(LogEvent event) {
        return switch (event.event()) {
            case ProcessDefinitionEvent.Activated activated -> id(event, activated.deployment());
            case ProcessDefinitionEvent.Refused refused -> id(event, refused.deployment());
            case ProcessDefinitionEvent.Deployed _, ProcessDefinitionEvent.ResourcesDeployed _ ->
                id(event, event.envelope().sequence());
            case null, default -> null;
        };
    }

    @Override
    public boolean begins(LogEvent event) {
        return event.event() instanceof ProcessDefinitionEvent.Deployed
                || event.event() instanceof ProcessDefinitionEvent.ResourcesDeployed;
    }

    @Override
    public Document fold(Document before, LogEvent event) {
        if (!begins(event) && before.at() == Document.NEVER) {
            throw new FoldFailure(event.envelope().type() + " tells of a deployment that is not there");
        }
        Document after = begins(event) ? Document.empty() : before.copy();
        switch (event.event()) {
            case ProcessDefinitionEvent.Deployed deployed ->
                deployed(after, event)
                        .set("resourceName", deployed.resourceName())
                        .set("processIds", deployed.processIds())
                        .set("bpmn", deployed.bpmn())
                        .set("resources", PlainData.of(Json.mapper().valueToTree(deployed.resources())));
            case ProcessDefinitionEvent.ResourcesDeployed deployed ->
                deployed(after, event)
                        .set("processIds", List.of())
                        .set("resources", PlainData.of(Json.mapper().valueToTree(deployed.resources())));
            case ProcessDefinitionEvent.Activated activated ->
                after.set("state", "active")
                        .set("processes", PlainData.of(Json.mapper().valueToTree(activated.processes())))
                        .set("decisions", PlainData.of(Json.mapper().valueToTree(activated.decisions())))
                        .set("forms", PlainData.of(Json.mapper().valueToTree(activated.forms())))
                        .set("refusal", null);
            case ProcessDefinitionEvent.Refused refused ->
                after.set("state", "refused")
                        .set("refusal", Map.of("code", refused.code(), "message", refused.message()));
            case null, default -> throw new FoldFailure(event.envelope().type() + " deploys nothing");
        }
        return after.set("version", event.envelope().sequence())
                .set("updatedAt", event.envelope().happenedAt())
                .set("recordedAt", event.envelope().time());
    }

    @Override
    public Map<String, Object> queryKeys(Document document) {
        return Map.of(
                PROCESSES.substring(1), document.list("processIds"),
                VERSIONS.substring(1),
                        document.objects("processes").stream()
                                .map(process -> process.get("id") + "@" + process.get("version"))
                                .toList());
    }

    @Override
    public List<ViewIndex> indexes() {
        return List.of(
                ViewIndex.on("deployedAt"),
                ViewIndex.on("state", "deployedAt"),
                ViewIndex.on(PROCESSES, "deployedAt"),
                ViewIndex.on(VERSIONS));
    }

    private static Document deployed(Document document, LogEvent event) {
        return document.set("id", event.id())
                .set("deployment", event.envelope().sequence())
                .set("state", "deployed")
                .set("deployedAt", event.envelope().happenedAt())
                .set("deployedBy", event.envelope().actor());
    }

    private static String id(LogEvent event, long deployment) {
        return event.id() + '/' + deployment;
    }
}
