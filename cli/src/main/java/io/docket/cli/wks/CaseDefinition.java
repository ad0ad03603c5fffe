package io.docket.cli.wks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.cli.wks.bpmn.Hook;
import io.docket.cli.wks.form.FormSchema;
import io.docket.cli.wks.report.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * A case definition: its stages, its form, the process that starts with a case, and what happens when a task is done.
 *
 * @param json the document
 */
record CaseDefinition(JsonNode json) {
    private static final Set<String> TAKEN =
            Set.of("id", "name", "stages", "formKey", "stagesLifecycleProcessKey", "caseHooks");

    String id() {
        return json.path("id").asText("");
    }

    /** Id of the process that starts with a case. */
    Optional<String> process() {
        return Optional.of(json.path("stagesLifecycleProcessKey").asText("")).filter(key -> !key.isEmpty());
    }

    /** Ids of the stages by name, in their order. */
    Map<String, String> stages() {
        Map<String, String> stages = new LinkedHashMap<>();
        StreamSupport.stream(json.path("stages").spliterator(), false)
                .sorted(Comparator.comparingInt(stage -> stage.path("index").asInt()))
                .forEach(stage -> stages.put(
                        stage.path("name").asText(""), stage.path("id").asText("")));
        return stages;
    }

    /** What happens when tasks are done. */
    List<Hook> hooks(Report.About report) {
        List<Hook> hooks = new ArrayList<>();
        for (JsonNode hook : json.path("caseHooks")) {
            String process = hook.path("processDefKey").asText("");
            String task = hook.path("taskDefKey").asText("");
            for (JsonNode action : hook.path("actions")) {
                String type = action.path("actionType").asText("");
                boolean isStage = type.equals("CASE_STAGE_UPDATE_ACTION");
                boolean isTaskDone = hook.path("eventType").asText("").equals("TASK_COMPLETE_EVENT_TYPE");
                if (isTaskDone && (isStage || type.equals("CASE_QUEUE_UPDATE_ACTION"))) {
                    String target =
                            action.path(isStage ? "newStage" : "queueId").asText("");
                    hooks.add(new Hook(process, task, target, isStage));
                } else {
                    report.open(
                            id(),
                            "hook " + type + " on " + hook.path("eventType").asText("") + " is left out");
                }
            }
        }
        return hooks;
    }

    /**
     * The payload of {@code define-case-type}. The data may be anything of the types that the form has: a case grows, so that
     * nothing must be there from the beginning.
     *
     * @param form structure of its form; missing if there is none
     */
    ObjectNode payload(JsonNode form, Report.About report) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("id", id()).put("name", json.path("name").asText(id()));
        payload.set("dataSchema", FormSchema.ofGrowing(form));
        var stages = payload.putArray("stages");
        stages().forEach((name, id) -> stages.addObject().put("id", id).put("name", name));
        process().ifPresent(process -> payload.put("process", process));
        String formKey = json.path("formKey").asText("");
        if (!formKey.isEmpty()) {
            payload.putObject("forms").put("open", formKey);
            report.changed(id(), "form " + formKey + " -> forms.open, and the types of the case's data");
        }
        report.droppedBut(TAKEN, id(), json);
        return payload;
    }
}
