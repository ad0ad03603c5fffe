package io.docket.cli.importlog;

import static io.docket.cli.xes.LogText.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.failure.UserError;
import io.docket.cli.mapping.Mapping;
import io.docket.cli.mapping.Mappings;
import io.docket.cli.xes.LogText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultMappingTest {
    @TempDir
    Path folder;

    @Test
    void each_activity_is_a_stage_and_all_attributes_are_data() throws IOException {
        Path log = new LogText()
                .trace("first one", attribute("int", "size", "3"))
                .event("Register", "complete", "ann")
                .event("Register", "complete", "ann")
                .event("Decide", "start", "bob")
                .end()
                .trace("2", attribute("string", "size", "big"))
                .event("Decide", "complete", "bob")
                .end()
                .raw("<trace></trace>")
                .write(folder.resolve("Town hall.xes.gz"));

        Plans plans = Plans.of(log, "default");

        assertThat(plans.commands())
                .extracting(command -> command.key() + " " + command.type())
                .containsExactly(
                        "xes:Town-hall.first-one-92ccbf01290f:1 open-case",
                        "xes:Town-hall.first-one-92ccbf01290f:2 update-case",
                        "xes:Town-hall.first-one-92ccbf01290f:3 move-case",
                        "xes:Town-hall.2:1:open-case open-case",
                        "xes:Town-hall.2:1 move-case",
                        "xes:Town-hall.trace-3:0:open-case open-case");
        assertThat(plans.census().finalStages()).hasToString("{Decide=2, Register=1}");
        assertThat(CaseTypeDefinition.command(Mappings.load("default", null, log), plans.census())
                        .data())
                .hasToString("{\"id\":\"Town-hall\",\"name\":\"Town-hall\",\"dataSchema\":{\"type\":\"object\","
                        + "\"properties\":{\"concept:name\":{\"type\":\"string\"},\"lastActivity\":{\"type\":\"object\"},"
                        + "\"size\":{\"type\":[\"number\",\"string\"]}}},\"stages\":[{\"id\":\"Register\","
                        + "\"name\":\"Register\"},{\"id\":\"Decide\",\"name\":\"Decide\"}]}");
    }

    @Test
    void a_part_of_a_log_gets_the_case_type_of_the_whole() throws IOException {
        Path log = new LogText()
                .trace("1")
                .event("Register", "complete", "ann")
                .end()
                .trace("2", attribute("int", "size", "3"))
                .event("Decide", "complete", "bob")
                .end()
                .write(folder.resolve("permits.xes"));

        Census part = new LogCheck(new LogSource(log, ZoneId.of("UTC"), 1, false), Mappings.load("default", null, log))
                .run(bytes -> {});

        assertThat(part.traces()).isEqualTo(1);
        assertThat(part.finalStages()).hasToString("{Register=1}");
        Mapping mapping = Mappings.load("default", null, log);
        assertThat(CaseTypeDefinition.command(mapping, part).data())
                .isEqualTo(CaseTypeDefinition.command(mapping, Plans.check(log, "default"))
                        .data());
    }

    @Test
    void the_second_pass_plans_what_the_first_one_counted() throws IOException {
        LogText log = new LogText();
        for (int i = 0; i < 50; i++) {
            log.trace("t" + i);
            for (int j = 0; j <= i % 7; j++) {
                log.event("A" + (i * 31 + j * j) % 5, "complete", j % 2 == 0 ? null : "u" + j);
            }
            log.end();
        }
        Plans plans = Plans.of(log.write(folder.resolve("log.xes")), "default");

        assertThat(plans.commands().stream().map(BulkCommand::key).distinct())
                .hasSize((int) plans.census().totalCommands());
        assertThat(plans.commands().stream().filter(command -> command.key().matches(".*:\\d+")))
                .hasSize((int) plans.census().events());
    }

    @Test
    void two_traces_of_one_name_are_refused_with_both_places() {
        LogText log = new LogText();
        log.trace("a").event("A", "complete", null).end();
        log.trace("b").event("A", "complete", null).end();
        log.trace("a").event("A", "complete", null).end();

        assertRefused(
                log,
                ".*log.xes:\\d+:\\d+ \\(offset \\d+\\): trace 3 \"a\": the name of the trace is taken by the one at 7:8 .*");
    }

    @Test
    void events_without_time_or_activity_are_refused() {
        assertRefused(
                new LogText()
                        .trace("a")
                        .event("A", "complete", null)
                        .raw("<event>" + attribute("string", "concept:name", "B") + "</event>")
                        .end(),
                ".*trace 1 \"a\", event 2: no time \\(time:timestamp\\)");
        assertRefused(
                new LogText()
                        .trace("a")
                        .raw("<event>" + attribute("string", "concept:name", "B") + "</event>")
                        .end(),
                ".*trace 1 \"a\", event 1: no event of the trace has a time \\(time:timestamp\\)");
        assertRefused(
                new LogText()
                        .trace("a")
                        .raw("<event>" + attribute("string", "time:timestamp", "soon") + "</event>")
                        .end(),
                ".*trace 1 \"a\", event 1: time:timestamp is of type string, not date");
        assertRefused(
                new LogText()
                        .trace("a")
                        .raw("<event>" + attribute("date", "time:timestamp", "2024-01-01T00:00:00Z") + "</event>")
                        .end(),
                ".*trace 1 \"a\", event 1: no activity \\(concept:name\\)");
    }

    @Test
    void what_the_platform_would_reject_is_refused_before() {
        assertRefused(
                new LogText()
                        .trace("a")
                        .event("A".repeat(201), "complete", null)
                        .end(),
                ".*trace 1 \"a\", event 1: the stage is longer than 200 characters \\(limit\\)");
        assertRefused(
                new LogText().trace("a").event("A&#10;B", "complete", null).end(),
                ".*trace 1 \"a\", event 1: the stage has a control character");
        assertRefused(
                new LogText().trace("a").event("A", "complete", "u".repeat(201)).end(),
                ".*trace 1 \"a\", event 1: the actor is longer than 200 characters \\(limit\\)");
        assertRefused(
                new LogText()
                        .trace(
                                "a",
                                attribute("string", "x", "y".repeat(700_000)),
                                attribute("string", "z", "y".repeat(700_000)))
                        .event("A", "complete", null)
                        .end(),
                ".*trace 1 \"a\", event 1: open-case would have 1400\\d+ bytes, more than 1048576 \\(limit\\)");
        assertRefused(
                new LogText()
                        .trace("b".repeat(201))
                        .event("A", "complete", null)
                        .end(),
                ".*trace 1 \"b+…\": the name of the trace is longer than 200 characters \\(limit\\)");
    }

    @Test
    void a_log_without_a_trace_is_refused() {
        assertRefused(new LogText(), ".*log.xes: the log has no trace");
    }

    @Test
    void events_out_of_order_are_refused_or_sorted() throws IOException {
        Path log = new LogText()
                .trace("a")
                .raw(event("late", "2024-01-02T00:00:00Z"))
                .raw(event("early", "2024-01-01T23:00:00-02:00"))
                .raw(event("earliest", "2024-01-01T00:00:00Z"))
                .end()
                .write(folder.resolve("log.xes"));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> Plans.of(log, "default"))
                .withMessageMatching(
                        ".*trace 1 \"a\", event 3: happened at 2024-01-01T00:00:00Z, before the event that it"
                                + " follows \\(2024-01-02T01:00:00Z\\); --sort puts the events of a trace in order");
        LogSource sorted = new LogSource(log, ZoneId.of("UTC"), Long.MAX_VALUE, true);
        Census census = new LogCheck(sorted, Mappings.load("default", null, log)).run(bytes -> {});
        assertThat(census.stages()).extracting(stage -> stage.id()).containsExactly("earliest", "late", "early");
    }

    private void assertRefused(LogText log, String message) {
        Path file = log.write(folder.resolve("log.xes"));

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> Plans.of(file, "default"))
                .withMessageMatching(message);
    }

    private static String event(String activity, String time) {
        return "<event>" + attribute("string", "concept:name", activity) + attribute("date", "time:timestamp", time)
                + "</event>";
    }
}
