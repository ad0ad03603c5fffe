package io.docket.projection.history.export.ocel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.history.Filters;
import io.docket.projection.history.export.CaseHistories;
import io.docket.projection.history.export.Histories;
import io.docket.projection.history.export.Omitted;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.index.HistoryIndex;
import io.docket.projection.history.index.Snapshot;
import io.docket.projection.view.LogEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OcelLogTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("io.docket.projection.history.export.SampleLogs#all")
    void keeps_to_the_rules_of_the_published_schema(List<LogEvent> events) throws IOException {
        validate(write(events));
    }

    private static void validate(String log) throws IOException {
        try (InputStream rules = OcelLogTest.class.getResourceAsStream("/ocel20-rules.schema.json")) {
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(rules);
            assertThat(schema.validate(
                            log,
                            InputFormat.JSON,
                            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("io.docket.projection.history.export.SampleLogs#all")
    void every_reference_leads_somewhere_and_every_attribute_is_declared(List<LogEvent> events) throws IOException {
        JsonNode log = Json.tree(write(events).getBytes(UTF_8));

        assertThat(assertClosed(log)).hasSize(events.size());
    }

    /** Answers with the ids of the events. */
    private static Set<String> assertClosed(JsonNode log) {
        Map<String, Set<String>> objectTypes = types(log.path("objectTypes"));
        Map<String, Set<String>> eventTypes = types(log.path("eventTypes"));
        Set<String> objects = new HashSet<>();
        for (JsonNode object : log.path("objects")) {
            assertThat(objects.add(object.path("id").asText()))
                    .as(object.path("id").asText())
                    .isTrue();
            assertDeclared(object, objectTypes);
        }
        for (JsonNode object : log.path("objects")) {
            assertLeading(object, objects);
        }
        Set<String> ids = new HashSet<>();
        for (JsonNode event : log.path("events")) {
            assertThat(ids.add(event.path("id").asText())).isTrue();
            assertDeclared(event, eventTypes);
            assertLeading(event, objects);
        }
        return ids;
    }

    @Test
    void a_root_that_is_too_large_is_left_out_with_all_its_events_and_the_log_says_so() throws IOException {
        Events log = new Events("acme", 0);
        List<LogEvent> events = new ArrayList<>();
        events.add(log.next("case", "c1", "ann", opening()));
        events.add(log.next("case", "c2", "zoe", opening()));
        events.add(log.next("case", "c1", "ann", new CaseEvent.Linked("c2", "follows")));
        for (int i = 0; i < CaseHistories.MAX_EVENTS; i++) {
            events.add(log.next("case", "c2", "zoe", "docket.case.touched.v1", "{}".getBytes(UTF_8), null));
        }

        String text = write(events);

        validate(text);
        JsonNode ocel = Json.tree(text.getBytes(UTF_8));
        assertThat(assertClosed(ocel))
                .containsExactlyInAnyOrder(
                        events.get(0).envelope().id(), events.get(2).envelope().id());
        assertThat(find(ocel.path("objects"), "omitted/c2").path("attributes"))
                .extracting(attribute -> attribute.path("name").asText() + "="
                        + attribute.path("value").asText())
                .containsExactly("root=c2", "reason=more than 20000 events or 16777216 bytes of data");
        assertThat(ocel.path("objects"))
                .extracting(object -> object.path("id").asText())
                .doesNotContain("case/c2", "user/zoe");
    }

    private static CaseEvent.Opened opening() {
        return new CaseEvent.Opened("loan", 1, "N-1", "Loan", "received", Json.tree("{}".getBytes(UTF_8)), null, null);
    }

    @Test
    void an_object_tells_what_it_was_and_since_when() throws IOException {
        Events log = new Events("acme", 0);
        List<LogEvent> events = new ArrayList<>();
        events.add(log.next(
                "case",
                "c1",
                "ann",
                new CaseEvent.Opened(
                        "loan",
                        1,
                        "N-1",
                        "Loan",
                        "received",
                        Json.tree("{\"amount\":5}".getBytes(UTF_8)),
                        null,
                        null)));
        events.add(log.next("case", "c1", "bob", new CaseEvent.Moved("received", "decided")));
        events.add(log.next(
                "task",
                "c1~t",
                "bob",
                new TaskEvent.Created("c1", null, null, "Call", null, List.of(), List.of(), null, null, 0, null)));

        JsonNode ocel = Json.tree(write(events).getBytes(UTF_8));

        JsonNode object = find(ocel.path("objects"), "case/c1");
        assertThat(object.path("attributes"))
                .extracting(attribute -> attribute.path("name").asText() + "="
                        + attribute.path("value").asText())
                .contains("stage=received", "stage=decided", "data.amount=5", "status=open");
        assertThat(find(ocel.path("objects"), "task/c1~t").path("relationships").toString())
                .isEqualTo("[{\"objectId\":\"case/c1\",\"qualifier\":\"belongs to\"}]");
        assertThat(find(ocel.path("events"), events.get(2).envelope().id())
                        .path("relationships")
                        .toString())
                .contains("{\"objectId\":\"task/c1~t\",\"qualifier\":\"created\"}", "user/bob", "case/c1");
    }

    private static JsonNode find(JsonNode list, String id) {
        for (JsonNode element : list) {
            if (element.path("id").asText().equals(id)) {
                return element;
            }
        }
        throw new AssertionError("no " + id);
    }

    private static Map<String, Set<String>> types(JsonNode declared) {
        Map<String, Set<String>> types = new HashMap<>();
        declared.forEach(type -> {
            Set<String> attributes = new HashSet<>();
            type.path("attributes")
                    .forEach(attribute -> attributes.add(attribute.path("name").asText()));
            types.put(type.path("name").asText(), attributes);
        });
        return types;
    }

    private static void assertDeclared(JsonNode thing, Map<String, Set<String>> types) {
        String type = thing.path("type").asText();
        assertThat(types).containsKey(type);
        thing.path("attributes")
                .forEach(attribute -> assertThat(types.get(type))
                        .contains(attribute.path("name").asText()));
    }

    private static void assertLeading(JsonNode thing, Set<String> objects) {
        thing.path("relationships")
                .forEach(relationship -> assertThat(objects)
                        .contains(relationship.path("objectId").asText()));
    }

    private String write(List<LogEvent> events) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HistoryIndex index = Histories.of(folder, events);
                Snapshot snapshot = index.snapshot()) {
            HistoryFilter asked = Filters.of("acme");
            OcelLog.write(snapshot, asked, Omitted.of(snapshot, asked, false), out);
        }
        return out.toString(UTF_8);
    }
}
