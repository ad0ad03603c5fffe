package io.docket.projection.kills;

import static io.docket.projection.kills.Fields.copy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a deployment of a process definition must be. */
final class ProcessDefinitionReference implements ReferenceView {
    @Override
    public void change(Map<String, Object> doc, LoggedEvent event) {
        switch (event.type()) {
            case "docket.process-definition.deployed.v1", "docket.process-definition.resources-deployed.v1" -> {
                doc.put("id", event.id());
                doc.put("deployment", event.version());
                doc.put("state", "deployed");
                doc.put("deployedAt", event.happenedAt());
                doc.put("deployedBy", event.actor());
                copy(event, doc, "resourceName", "bpmn", "processIds", "resources");
                doc.putIfAbsent("processIds", List.of());
            }
            case "docket.process-definition.activated.v1" -> {
                doc.put("state", "active");
                copy(event, doc, "processes", "decisions", "forms");
                doc.remove("refusal");
            }
            case "docket.process-definition.refused.v1" -> {
                doc.put("state", "refused");
                Map<String, Object> refusal = new LinkedHashMap<>();
                copy(event, refusal, "code", "message");
                doc.put("refusal", refusal);
            }
            default -> throw new IllegalStateException(event.type());
        }
    }

    @Override
    public Map<String, Object> keys(Map<String, Object> doc) {
        return Map.of(
                "processes",
                doc.get("processIds"),
                "versions",
                Fields.list(doc, "processes").stream()
                        .map(process -> process.get("id") + "@" + process.get("version"))
                        .toList());
    }
}
