package io.docket.cli.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.docket.cli.failure.UserError;
import io.docket.cli.mapping.Mapping.CaseTypeMapping;
import io.docket.cli.mapping.Mapping.TraceMapping;
import io.docket.cli.yaml.YamlDocument;
import io.docket.cli.yaml.YamlNode;
import io.docket.cli.yaml.YamlNode.Fields;
import io.docket.contracts.event.CaseTypeEvent.Stage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a mapping from YAML; every mistake is a {@link UserError} with file, line and what is allowed there. */
final class MappingReader {
    private static final String FROM_ACTIVITIES = "from-activities";
    private static final Set<String> CASE_TYPE_REST =
            new LinkedHashSet<>(List.of("process", "forms", "roles", "notify"));
    private static final List<String> TRACE_FIELDS = List.of("number", "title", "queue", "assignee");

    private final String name;
    private final Fields root;
    private final AttributeNames names;

    private MappingReader(String name, Fields root) {
        this.name = name;
        this.root = root;
        root.allowOnly(List.of("caseType", "activity", "lifecycle", "timestamp", "actor", "trace", "events"));
        AttributeNames standard = AttributeNames.STANDARD;
        this.names = new AttributeNames(
                attributeName("activity", standard.activity()),
                attributeName("lifecycle", standard.lifecycle()),
                attributeName("timestamp", standard.timestamp()),
                attributeName("actor", standard.actor()));
    }

    /**
     * Reads a mapping.
     *
     * @param name name of the file, for messages
     * @param caseType id of the case type: instead of the mapping's own, or where it has none
     * @param overridesId whether {@code caseType} counts even if the mapping gives an id
     */
    static Mapping read(String name, String yaml, String caseType, boolean overridesId) {
        MappingReader reader =
                new MappingReader(name, YamlDocument.read(name, yaml).fields("the mapping"));
        return new Mapping(name, reader.names, reader.caseType(caseType, overridesId), reader.trace(), reader.rules());
    }

    private String attributeName(String key, String standard) {
        return root.get(key).map(node -> node.text(key)).orElse(standard);
    }

    private CaseTypeMapping caseType(String given, boolean overridesId) {
        Fields fields = root.require("caseType").fields("caseType");
        Set<String> allowed = new LinkedHashSet<>(List.of("id", "name", "stages", "dataSchema"));
        allowed.addAll(CASE_TYPE_REST);
        fields.allowOnly(allowed);
        String own = fields.get("id").map(node -> node.text("id")).orElse(given);
        String id = overridesId ? given : own;
        Map<String, JsonNode> rest = new LinkedHashMap<>();
        CASE_TYPE_REST.forEach(key -> fields.get(key).ifPresent(node -> rest.put(key, node.json())));
        return new CaseTypeMapping(
                CaseTypeId.check(id, fields.place()),
                fields.get("name").map(node -> node.text("name")).orElse(id),
                stages(fields.get("stages")),
                fields.get("dataSchema")
                        .map(node -> node.fields("dataSchema").json())
                        .orElse(null),
                rest);
    }

    private static @Nullable List<Stage> stages(Optional<YamlNode> given) {
        if (given.isEmpty()
                || given.get() instanceof YamlNode.Scalar scalar
                        && scalar.value().asText().equals(FROM_ACTIVITIES)) {
            return null;
        }
        if (!(given.get() instanceof YamlNode.Items items) || items.values().isEmpty()) {
            throw new UserError(given.get().place() + ": stages must be " + FROM_ACTIVITIES + " or a list of stages");
        }
        return items.values().stream().map(MappingReader::stage).toList();
    }

    private static Stage stage(YamlNode node) {
        if (!(node instanceof Fields fields)) {
            String id = node.text("a stage");
            return new Stage(id, id, null);
        }
        fields.allowOnly(List.of("id", "name", "next"));
        String id = fields.require("id").text("id");
        return new Stage(
                id,
                fields.get("name").map(name -> name.text("name")).orElse(id),
                fields.get("next")
                        .map(next -> next.items().stream()
                                .map(item -> item.text("next"))
                                .toList())
                        .orElse(null));
    }

    private TraceMapping trace() {
        Optional<Fields> given = root.get("trace").map(node -> node.fields("trace"));
        if (given.isEmpty()) {
            return new TraceMapping(Map.of(), true, List.of());
        }
        Fields fields = given.get();
        Set<String> allowed = new LinkedHashSet<>(TRACE_FIELDS);
        allowed.add("data");
        fields.allowOnly(allowed);
        TemplateReader templates = new TemplateReader(names, false);
        Map<String, Template> texts = new LinkedHashMap<>();
        TRACE_FIELDS.forEach(key -> fields.get(key).ifPresent(node -> {
            node.text(key);
            texts.put(key, templates.read(node));
        }));
        Optional<YamlNode> data = fields.get("data");
        boolean all = data.isEmpty()
                || data.get() instanceof YamlNode.Scalar scalar
                        && scalar.value().asText().equals("all");
        return new TraceMapping(texts, all, all ? List.of() : data(data.get()));
    }

    private static List<DataField> data(YamlNode node) {
        if (!(node instanceof Fields fields)) {
            throw new UserError(node.place() + ": data must be all, or a mapping from a name to {from, type, ignore}");
        }
        List<DataField> data = new ArrayList<>();
        fields.entries().forEach((key, value) -> data.add(dataField(key, value)));
        return data;
    }

    private static DataField dataField(String key, YamlNode node) {
        if (!(node instanceof Fields fields)) {
            return new DataField(key, node.text(key), ValueType.AUTO, NullNode.getInstance(), Set.of(), node.place());
        }
        fields.allowOnly(fields.get("value").isPresent() ? List.of("value") : List.of("from", "type", "ignore"));
        if (fields.get("value").isPresent()) {
            JsonNode constant = fields.require("value").json();
            return new DataField(key, null, ValueType.AUTO, constant, Set.of(), fields.place());
        }
        ValueType type = fields.get("type")
                .map(given -> ValueType.named(given.text("type"))
                        .orElseThrow(() -> new UserError(given.place() + ": unknown type \"" + given.text("type")
                                + "\"; allowed: " + ValueType.names())))
                .orElse(ValueType.AUTO);
        Set<String> ignored = fields.get("ignore").stream()
                .flatMap(given -> given.items().stream())
                .map(item -> item.json().asText())
                .collect(Collectors.toUnmodifiableSet());
        return new DataField(
                key, fields.require("from").text("from"), type, NullNode.getInstance(), ignored, fields.place());
    }

    private List<Rule> rules() {
        YamlNode events = root.require("events");
        if (!(events instanceof YamlNode.Items items) || items.values().isEmpty()) {
            throw new UserError(events.place() + ": events must be a list of rules");
        }
        RuleReader reader = new RuleReader(new TemplateReader(names, true));
        return items.values().stream()
                .map(rule -> reader.read(rule.fields("a rule")))
                .toList();
    }
}
