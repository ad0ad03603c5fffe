package io.docket.cli.xes;

import static io.docket.cli.xes.LogText.attribute;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.cli.failure.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XesReaderTest {
    @TempDir
    Path folder;

    @Test
    void traces_come_with_typed_and_nested_attributes_and_events_in_order() throws IOException {
        LogText log = new LogText()
                .trace(
                        "7",
                        attribute("int", "count", "42"),
                        attribute("float", "amount", "20000.50"),
                        attribute("float", "odd", "NaN"),
                        attribute("boolean", "urgent", "true"),
                        attribute("id", "uuid", "a-b"),
                        attribute("date", "registered", "2011-10-01T00:38:44.546+02:00"),
                        attribute("date", "local", "2011-10-01T00:38:44"),
                        attribute("date", "compact", "2011-10-01T00:38:44+0200"),
                        "<string key=\"person\" value=\"Eve &amp; &#x42;ob\"><int key=\"age\" value=\"5\"/></string>",
                        "<list key=\"l\"><values><int key=\"i\" value=\"1\"/><int key=\"i\" value=\"2\"/></values></list>",
                        "<container key=\"c.d\"><string key=\"$x\" value=\"y\"/></container>")
                .event("A", "start", "u1")
                .event("B", "complete", null)
                .end()
                .raw("<trace/>");
        List<XesTrace> traces = read(log.write(folder.resolve("log.xes.gz")));

        XesTrace trace = traces.getFirst();
        assertThat(AttributeJson.object(trace.attributes().values()).toString())
                .isEqualTo(
                        "{\"concept:name\":\"7\",\"count\":42,\"amount\":20000.50,\"odd\":\"NaN\",\"urgent\":true,"
                                + "\"uuid\":\"a-b\",\"registered\":\"2011-10-01T00:38:44.546+02:00\","
                                + "\"local\":\"2011-10-01T00:38:44Z\",\"compact\":\"2011-10-01T00:38:44+02:00\","
                                + "\"person\":{\"value\":\"Eve & Bob\",\"attributes\":{\"age\":5}},\"l\":[1,2],\"c_d\":{\"_x\":\"y\"}}");
        assertThat(trace.events()).extracting(XesEvent::index).containsExactly(1, 2);
        assertThat(trace.events().get(1).attributes().get("concept:name").text())
                .isEqualTo("B");
        assertThat(traces).extracting(XesTrace::name).containsExactly("7", "trace-2");
    }

    @Test
    void a_truncated_gzip_names_the_byte_the_trace_and_the_event() throws IOException {
        LogText log = new LogText();
        for (int i = 0; i < 2_000; i++) {
            log.trace("t" + i).event("A" + Math.sin(i), "start", "u" + i).end();
        }
        byte[] whole = LogText.gzip(log.xml().getBytes(UTF_8));
        Path file = folder.resolve("cut.xes.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertRefused(
                file,
                "cut\\.xes\\.gz:\\d+:\\d+ \\(offset \\d+\\): (trace \\d+ \"t\\d+\".*: )?the compressed data"
                        + " ends too early after byte \\d+: the file is truncated");
    }

    @Test
    void a_plain_file_that_ends_in_the_middle_is_refused() throws IOException {
        String xml = new LogText().trace("1").event("A", "start", null).end().xml();
        Path file = folder.resolve("half.xes");
        Files.writeString(file, xml.substring(0, xml.indexOf("</event>")));

        assertRefused(file, "half.xes:\\d+:\\d+ .*trace 1 \"1\", event 1: not well-formed XML: .*");
    }

    @Test
    void a_document_type_declaration_is_refused() throws IOException {
        Path file = folder.resolve("bomb.xes");
        Files.writeString(
                file,
                "<?xml version=\"1.0\"?>\n<!DOCTYPE log [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>\n"
                        + "<log><trace><string key=\"concept:name\" value=\"&b;\"/></trace></log>");

        assertRefused(file, "bomb.xes:\\d+:\\d+ .*a document type declaration \\(DTD\\) is not accepted");
    }

    @Test
    void an_external_entity_is_never_read() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "top secret");
        Path file = folder.resolve("xxe.xes");
        Files.writeString(
                file,
                "<!DOCTYPE log [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>\n<log><trace>"
                        + "<string key=\"concept:name\" value=\"1\"/>&x;</trace></log>");

        assertRefused(file, "xxe.xes:\\d+:\\d+ .*DTD.*");
    }

    @Test
    void forty_megabytes_in_one_attribute_are_refused_before_they_are_in_memory() {
        Path file = new LogText()
                .trace("1")
                .event("A", "start", null)
                .raw("<event>")
                .raw(attribute("string", "blob", "x".repeat(40 << 20)))
                .raw("</event>")
                .end()
                .write(folder.resolve("fat.xes.gz"));

        assertRefused(
                file,
                "fat.xes.gz:\\d+:\\d+ \\(offset \\d+\\): trace 1 \"1\", event 2: more than 1048576 bytes without"
                        + " a tag, from byte \\d+: .*over the limit");
    }

    @Test
    void many_escaped_characters_are_no_entity_bomb() throws IOException {
        Path file = new LogText()
                .trace("1", attribute("string", "text", "&amp;&lt;".repeat(100_000)))
                .end()
                .write(folder.resolve("escaped.xes"));

        assertThat(read(file).getFirst().attributes().get("text").text()).hasSize(200_000);
    }

    @Test
    void a_value_that_is_not_of_its_type_names_attribute_and_value() {
        assertRefused(
                new LogText()
                        .trace("9")
                        .raw("<event>")
                        .raw(attribute("int", "n", "twelve"))
                        .raw("</event>")
                        .end()
                        .write(folder.resolve("types.xes")),
                "types.xes:\\d+:\\d+ .*trace 1 \"9\", event 1: attribute n of type int is \"twelve\": not an integer.*");
        assertRefused(
                new LogText()
                        .trace("9", attribute("date", "d", "yesterday"))
                        .end()
                        .write(folder.resolve("dates.xes")),
                ".*attribute d of type date is \"yesterday\": not a date.*");
        assertRefused(
                new LogText()
                        .trace("9", attribute("float", "f", "1e999999999"))
                        .end()
                        .write(folder.resolve("floats.xes")),
                ".*attribute f of type float is \"1e999999999\": not a number of a usual size");
    }

    @Test
    void what_is_not_xes_is_refused() throws IOException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "case,activity\n1,A\n");
        Path html = Files.writeString(folder.resolve("a.xml"), "<html/>");
        Path empty = Files.writeString(folder.resolve("empty.xes"), "");
        Path loose = Files.writeString(folder.resolve("loose.xes"), "<log><event/></log>");

        assertRefused(csv, "a.csv:1:1 .*not well-formed XML.*");
        assertRefused(html, "a.xml:1:\\d+ .*not XES: the root element is <html>, not <log>");
        assertRefused(empty, "empty.xes:.*not well-formed XML.*");
        assertRefused(loose, "loose.xes:1:\\d+ .*an event outside of a trace is not supported");
    }

    @Test
    void a_trace_over_its_limits_is_refused() {
        LogText log = new LogText().trace("1");
        for (int i = 0; i < 20; i++) {
            log.event("A", "start", null);
        }
        Path file = log.end().write(folder.resolve("long.xes"));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> read(file, new XesLimits(1 << 20, 32, 10, 1 << 20)))
                .withMessageMatching(".*event 11: more than 10 events in a trace \\(limit\\)");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> read(file, new XesLimits(1 << 20, 32, 100, 500)))
                .withMessageMatching(".*more than 500 characters in a trace \\(limit\\)");
    }

    @Test
    void attributes_nested_too_deep_are_refused() {
        Path file = new LogText()
                .trace("1")
                .raw("<string key=\"a\" value=\"b\">".repeat(100))
                .raw("</string>".repeat(100))
                .end()
                .write(folder.resolve("deep.xes"));

        assertRefused(file, ".*trace 1 \"1\": attributes nested deeper than 32 \\(limit\\)");
    }

    private void assertRefused(Path file, String message) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> read(file))
                .satisfies(error ->
                        assertThat(error.getMessage().replace(folder + "/", "")).matches(message));
    }

    private static List<XesTrace> read(Path file) throws IOException {
        return read(file, XesLimits.DEFAULT);
    }

    private static List<XesTrace> read(Path file, XesLimits limits) throws IOException {
        List<XesTrace> traces = new ArrayList<>();
        try (XesReader reader = new XesReader(LogFile.open(file), limits, ZoneId.of("UTC"))) {
            Optional<XesTrace> trace;
            while ((trace = reader.next()).isPresent()) {
                traces.add(trace.get());
            }
        }
        return traces;
    }
}
