package io.docket.cli.wks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.wks.bpmn.BpmnConversion;
import io.docket.cli.wks.bpmn.CaseNames;
import io.docket.cli.wks.bpmn.Converted;
import io.docket.cli.wks.bpmn.DmnConversion;
import io.docket.cli.wks.bpmn.Hook;
import io.docket.cli.wks.bpmn.ProcessIds;
import io.docket.cli.wks.form.FormSchema;
import io.docket.cli.wks.report.Report;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The commands that bring a configuration over, in their order, the files as they were converted, and the report. All of it
 * follows from the folder alone; the key of a command follows from what it says, so that a second run changes nothing.
 */
final class WksPlan {
    private static final int KEY_DIGITS = 24;

    private final WksFolder folder;
    private final Report report = new Report();
    private final List<BulkCommand> commands = new ArrayList<>();
    private final List<Converted> files = new ArrayList<>();
    private final List<CaseDefinition> definitions;
    private final Map<String, Set<String>> processIds = new LinkedHashMap<>();
    private final List<Hook> hooks;

    private WksPlan(WksFolder folder) {
        this.folder = folder;
        this.definitions =
                folder.caseDefinitions().stream().map(CaseDefinition::new).toList();
        folder.processes().forEach((name, xml) -> processIds.put(name, ProcessIds.of(name, xml)));
        Report.About about = report.about("caseDefinition");
        this.hooks = definitions.stream()
                .flatMap(definition -> definition.hooks(about).stream())
                .toList();
        hooks.stream()
                .filter(hook -> isMissing(hook.process()))
                .forEach(hook -> about.open(
                        hook.process(), "a hook on its task " + hook.task() + " is left out: it is not in the folder"));
    }

    static WksPlan of(WksFolder folder) {
        WksPlan plan = new WksPlan(folder);
        folder.queues().forEach(plan::queue);
        folder.forms().forEach(plan::form);
        folder.decisions()
                .forEach((name, xml) -> plan.decision(DmnConversion.convert(name, xml, plan.report.about(name))));
        folder.processes().forEach(plan::process);
        plan.definitions.forEach(plan::caseType);
        return plan;
    }

    List<BulkCommand> commands() {
        return commands;
    }

    /** Processes and decisions, converted. */
    List<Converted> files() {
        return files;
    }

    Report report() {
        return report;
    }

    private void queue(JsonNode queue) {
        String id = queue.path("id").asText("");
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("id", id).put("name", queue.path("name").asText(id));
        String description = queue.path("description").asText("");
        if (!description.isEmpty()) {
            payload.put("description", description);
        }
        add("define-queue", id, payload);
        report.about("queue").droppedBut(Set.of("id", "name", "description"), id, queue);
    }

    private void form(JsonNode form) {
        String id = form.path("key").asText("");
        JsonNode structure = form.path("structure");
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        payload.put("id", id).put("name", form.path("title").asText(id));
        payload.set("schema", FormSchema.of(structure, report.about("form " + id)));
        payload.set("components", structure);
        add("define-form", id, payload);
        report.about("form").droppedBut(Set.of("key", "title", "structure"), id, form);
        report.about("form").changed(id, "components -> JSON Schema; the components are kept as they are");
    }

    private void caseType(CaseDefinition definition) {
        Report.About about = report.about("caseDefinition");
        add("define-case-type", definition.id(), definition.payload(structureOf(definition), about));
        definition
                .process()
                .filter(this::isMissing)
                .ifPresent(process -> about.open(
                        definition.id(), "its process " + process + " is not in the folder: cases wait for it"));
    }

    private boolean isMissing(String process) {
        return processIds.values().stream().noneMatch(ids -> ids.contains(process));
    }

    private JsonNode structureOf(CaseDefinition definition) {
        String key = definition.json().path("formKey").asText("");
        return folder.forms().stream()
                .filter(form -> form.path("key").asText("").equals(key))
                .map(form -> form.path("structure"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private void process(String name, String xml) {
        Report.About about = report.about(name);
        Converted converted = BpmnConversion.convert(name, xml, namesFor(name), hooks, about);
        files.add(converted);
        if (converted.isDeployable()) {
            add("deploy-process", name, deployment(converted));
        }
    }

    /** The stages are those of the case definitions that start a process of the file. */
    private CaseNames namesFor(String file) {
        Map<String, String> stages = new LinkedHashMap<>();
        definitions.stream()
                .filter(definition -> definition
                        .process()
                        .filter(processIds.getOrDefault(file, Set.of())::contains)
                        .isPresent())
                .forEach(definition -> stages.putAll(definition.stages()));
        Map<String, String> queues = new LinkedHashMap<>();
        folder.queues()
                .forEach(queue -> queues.put(
                        queue.path("name").asText(""), queue.path("id").asText("")));
        return new CaseNames(stages, queues);
    }

    private void decision(Converted decision) {
        files.add(decision);
        add("deploy-process", decision.name(), deployment(decision));
    }

    private static ObjectNode deployment(Converted file) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("resourceName", file.name())
                .put("content", file.xml());
    }

    private void add(String type, String id, ObjectNode payload) {
        String key = "wks:" + type + ":" + id + ":" + digest(payload.toString());
        commands.add(new BulkCommand(type, key, id, payload, type + " " + id, true));
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, KEY_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
