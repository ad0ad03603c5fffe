package io.docket.projection.history.export.xes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.docket.contracts.envelope.Activity;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.history.Filters;
import io.docket.projection.history.export.CaseHistories;
import io.docket.projection.history.export.Histories;
import io.docket.projection.history.export.Omitted;
import io.docket.projection.history.export.SampleLogs;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.index.HistoryIndex;
import io.docket.projection.history.index.Snapshot;
import io.docket.projection.view.LogEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.URL;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class XesLogTest {
    private final Events log = new Events("acme", 0);
    private final List<LogEvent> events = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void what_was_imported_comes_back_letter_by_letter_in_the_order_of_its_time() throws Exception {
        opened("c1");
        add(moved("c1"), "2011-10-01T09:00:00.5+02:00", new Activity("W_Bellen \"nu\" <&>\n ", "START", " 112 "));
        add(moved("c1"), "2011-10-01T06:59:59.123456789Z", new Activity("A_FIRST", "COMPLETE", null));
        add(moved("c1"), "2011-10-01T07:00:00.500Z", new Activity("same time", null, "x"));
        add(moved("c1"), "2011-10-01T07:00:00Z", Activity.NONE);

        List<Map<String, String>> steps = read("root=c1").get(0).steps();

        assertThat(steps).hasSize(4);
        assertThat(steps.get(0))
                .containsEntry("concept:name", "A_FIRST")
                .containsEntry("lifecycle:transition", "COMPLETE")
                .containsEntry("time:timestamp", "2011-10-01T06:59:59.123456789Z")
                .doesNotContainKey("org:resource");
        assertThat(steps.get(1))
                .containsEntry("concept:name", "W_Bellen \"nu\" <&>\n ")
                .containsEntry("org:resource", " 112 ")
                .containsEntry("time:timestamp", "2011-10-01T09:00:00.500+02:00");
        assertThat(steps.get(2)).containsEntry("concept:name", "same time").doesNotContainKey("lifecycle:transition");
        assertThat(steps.get(3)).containsEntry("concept:name", "case opened");
    }

    @Test
    void where_nothing_was_said_the_names_follow_from_the_events() throws Exception {
        opened("c1");
        events.add(log.next("case", "c1", "ann", new CaseEvent.Moved("received", "decided")));
        events.add(log.next(
                "task",
                "c1~t",
                "ann",
                new TaskEvent.Created("c1", null, null, "Call", null, List.of(), List.of(), null, null, 0, null)));
        events.add(log.next("task", "c1~t", "bob", new TaskEvent.Claimed("bob")));
        events.add(log.next("task", "c1~t", "bob", new TaskEvent.Completed(null)));
        events.add(log.next("case", "c1", "eve", new CaseEvent.CommentAdded("k", "hi", null)));

        assertThat(read().get(0).steps())
                .extracting(step -> step.get("concept:name") + "+" + step.get("lifecycle:transition") + " "
                        + step.get("org:resource"))
                .containsExactly(
                        "case opened+complete ann",
                        "moved to decided+complete ann",
                        "Call+schedule ann",
                        "Call+start bob",
                        "Call+complete bob",
                        "comment added+complete eve");
    }

    @Test
    void a_trace_is_a_case_with_its_data_and_other_roots_are_none() throws Exception {
        events.add(log.next("case-type", "loan", "ann", "docket.case-type.defined.v1", "{}".getBytes(UTF_8), null));
        opened("c2");
        opened("c1");

        List<Trace> traces = read();

        assertThat(traces).extracting(trace -> trace.attributes().get("caseId")).containsExactly("c1", "c2");
        assertThat(traces.get(0).attributes())
                .containsEntry("concept:name", "N-c1")
                .containsEntry("caseType", "loan")
                .containsEntry("data.amount", "10.50");
    }

    @Test
    void a_case_without_a_step_is_an_empty_trace() throws Exception {
        LogEvent opened = log.next("case", "c1", "ann", opening("c1"));
        events.add(with(opened, null, Activity.NONE));

        assertThat(read())
                .hasSize(1)
                .allSatisfy(trace -> assertThat(trace.steps()).isEmpty());
    }

    @Test
    void the_filter_chooses_steps_and_cases_without_any_are_left_out() throws Exception {
        opened("c1");
        opened("c2");
        events.add(log.next("case", "c2", "bob", new CaseEvent.Moved("a", "b")));

        List<Trace> traces = read("actor=bob");

        assertThat(traces).hasSize(1);
        assertThat(traces.get(0).steps())
                .extracting(step -> step.get("concept:name"))
                .containsExactly("moved to b");
    }

    @ParameterizedTest
    @MethodSource("io.docket.projection.history.export.SampleLogs#all")
    void keeps_to_the_rules_of_the_published_schema(List<LogEvent> sample) throws Exception {
        events.addAll(sample);

        validate(write());
    }

    @Test
    void a_case_that_is_too_large_is_left_out_and_the_log_says_so() throws Exception {
        opened("c1");
        opened("c2");
        opened("c3");
        for (int i = 0; i < CaseHistories.MAX_EVENTS; i++) {
            events.add(log.next("case", "c2", "ann", "docket.case.touched.v1", "{}".getBytes(UTF_8), null));
        }

        byte[] xes = write();

        validate(xes);
        assertThat(parse(xes))
                .extracting(trace -> trace.attributes().get("caseId"))
                .containsExactly("c1", "c3");
        assertThat(new String(xes, UTF_8))
                .contains(
                        "<int key=\"omitted\" value=\"1\"/>",
                        "<string key=\"omitted.1\" value=\"c2\"/>",
                        "<string key=\"omittedReason\" value=\"more than 20000 events or 16777216 bytes of data\"/>");
    }

    private static void validate(byte[] xes) throws Exception {
        URL rules = XesLogTest.class.getResource("/xes-rules.xsd");
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(rules)
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(xes)));
    }

    @ParameterizedTest
    @MethodSource("io.docket.projection.history.export.SampleLogs#all")
    void every_case_is_a_trace_and_every_event_of_its_root_a_step(List<LogEvent> sample) throws Exception {
        events.addAll(sample);
        Map<String, Set<String>> cases = new HashMap<>();
        sample.stream()
                .filter(event -> event.envelope().type().equals(CaseHistories.OPENED))
                .forEach(event -> cases.put(event.id(), new HashSet<>()));
        sample.stream()
                .filter(event -> cases.containsKey(event.envelope().root()))
                .filter(event -> event.envelope().activity() == null
                        || event.envelope().activity().name() != null)
                .forEach(event ->
                        cases.get(event.envelope().root()).add(event.envelope().id()));

        List<Trace> traces = read();

        assertThat(traces).extracting(trace -> trace.attributes().get("caseId")).doesNotHaveDuplicates();
        Map<String, Set<String>> told = new HashMap<>();
        for (Trace trace : traces) {
            assertThat(trace.steps()).extracting(step -> step.get("eventId")).doesNotHaveDuplicates();
            assertThat(trace.steps())
                    .allSatisfy(step -> assertThat(step.get("concept:name")).isNotBlank());
            assertThat(trace.steps())
                    .extracting(step ->
                            OffsetDateTime.parse(step.get("time:timestamp")).toInstant())
                    .isSorted();
            told.put(
                    trace.attributes().get("caseId"),
                    trace.steps().stream().map(step -> step.get("eventId")).collect(Collectors.toSet()));
        }
        assertThat(told).isEqualTo(cases);
    }

    @Test
    void data_keeps_its_values_whatever_their_names_are() throws Exception {
        SampleLogs.all().toList().getLast().getPayload().forEach(events::add);

        assertThat(read().getFirst().attributes())
                .contains(
                        entry("data.a.b", "1"),
                        entry("data.a.b_2", "2"),
                        entry("data.a_b", "x\uFFFDy\r\n\t<&>\"'"),
                        entry("data.a_b_2", "true"),
                        entry("data.1st", "4"),
                        entry("data.Größe", "1.50"),
                        entry("data.", "nameless"),
                        entry("data.-", "dash"),
                        entry("data.smile", "\uD83D\uDE00"),
                        entry("data.half", "\uFFFD"),
                        entry("title", "\uFFFD \uFFFD"));
    }

    private void opened(String id) {
        events.add(log.next("case", id, "ann", opening(id)));
    }

    private static CaseEvent.Opened opening(String id) {
        return new CaseEvent.Opened(
                "loan", 1, "N-" + id, null, "received", Json.tree("{\"amount\":10.50}".getBytes(UTF_8)), null, null);
    }

    private LogEvent moved(String id) {
        return log.next("case", id, "ann", new CaseEvent.Moved("a", "b"));
    }

    private void add(LogEvent event, String at, Activity activity) {
        events.add(with(event, OffsetDateTime.parse(at), activity));
    }

    private static LogEvent with(LogEvent event, @Nullable OffsetDateTime occurredAt, Activity activity) {
        EventEnvelope e = event.envelope();
        return new LogEvent(
                new EventEnvelope(
                        e.id(),
                        e.source(),
                        e.type(),
                        e.subject(),
                        e.root(),
                        e.time(),
                        e.sequence(),
                        e.tenant(),
                        e.actor(),
                        e.submitter(),
                        e.commandId(),
                        e.correlationId(),
                        e.causationId(),
                        e.causationDepth(),
                        e.prevHash(),
                        e.traceparent(),
                        occurredAt,
                        e.reason(),
                        activity,
                        e.data()),
                event.position(),
                event.event());
    }

    private List<Trace> read(String... filter) throws Exception {
        return parse(write(filter));
    }

    private byte[] write(String... filter) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HistoryIndex index = Histories.of(folder, events);
                Snapshot snapshot = index.snapshot()) {
            HistoryFilter asked = Filters.of("acme", filter);
            XesLog.write(new CaseHistories(snapshot, asked, Omitted.of(snapshot, asked, true)), out);
        }
        return out.toByteArray();
    }

    private static List<Trace> parse(byte[] xes) throws Exception {
        XMLStreamReader xml = XMLInputFactory.newDefaultFactory().createXMLStreamReader(new ByteArrayInputStream(xes));
        List<Trace> traces = new ArrayList<>();
        Map<String, String> attributes = new LinkedHashMap<>();
        while (xml.hasNext()) {
            int what = xml.next();
            if (what != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "trace" -> {
                    attributes = new LinkedHashMap<>();
                    traces.add(new Trace(attributes, new ArrayList<>()));
                }
                case "event" -> {
                    attributes = new LinkedHashMap<>();
                    traces.getLast().steps().add(attributes);
                }
                case "string", "date", "int", "float", "boolean" ->
                    attributes.put(xml.getAttributeValue(null, "key"), xml.getAttributeValue(null, "value"));
                default -> assertThat(xml.getLocalName()).isIn("log", "extension", "global", "classifier");
            }
        }
        return traces;
    }

    private record Trace(Map<String, String> attributes, List<Map<String, String>> steps) {}
}
