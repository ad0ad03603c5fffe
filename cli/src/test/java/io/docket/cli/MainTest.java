package io.docket.cli;

import static io.docket.cli.xes.LogText.attribute;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.cli.bulk.FakePlatform;
import io.docket.cli.xes.LogText;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
    @TempDir
    Path folder;

    private final FakePlatform platform = new FakePlatform();
    private final Map<String, String> environment = new HashMap<>(platform.environment());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    MainTest() throws IOException {}

    @BeforeEach
    void lay_out_the_home_folder() throws IOException {
        environment.put("DOCKET_HOME", folder.toString());
        Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(folder.resolve("secrets/user-demo"), "secret&word\n");
    }

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void token_prints_the_token_and_nothing_else() {
        int code = run("token", "demo");

        assertThat(code).isZero();
        assertThat(out).hasToString("token-1" + System.lineSeparator());
    }

    @Test
    void an_import_defines_the_type_sends_every_command_and_sums_up() throws IOException {
        Path summary = folder.resolve("summary.json");

        int code = run("import", loans(40), "--mapping", "loan-application", "--summary-json", summary.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        List<JsonNode> executed = List.copyOf(platform.executed().values());
        assertThat(executed.getFirst().path("type").asText()).isEqualTo("define-case-type");
        assertThat(executed).hasSize(1 + 40 * 4);
        JsonNode json = Json.tree(Files.readAllBytes(summary));
        assertThat(json.path("accepted").asInt()).isEqualTo(161);
        assertThat(json.path("acceptedByType"))
                .hasToString("{\"claim-task\":40,\"complete-task\":40,\"create-task\":40,\"define-case-type\":1,"
                        + "\"open-case\":40}");
        assertThat(json.path("complete").asBoolean()).isTrue();
        assertThat(out.toString()).contains("traces").contains("commands/s");
    }

    @Test
    void an_import_that_was_interrupted_goes_on_without_a_duplicate() {
        String log = loans(40);
        platform.onCommand((request, command) ->
                command.path("idempotencyKey").asText().equals("xes:loan-application.20:2") ? 403 : 0);
        int first = run("import", log, "--mapping", "loan-application");
        int before = platform.executed().size();
        platform.onCommand((request, command) -> 0);

        int second = run("import", log, "--mapping", "loan-application");

        assertThat(first).isEqualTo(1);
        assertThat(err.toString())
                .containsPattern("docket import: .*loans.xes:\\d+:\\d+ \\(offset \\d+\\): trace 21 \"20\", event 2:"
                        + " claim-task was rejected: 403 Trouble: with claim-task");
        assertThat(second).isZero();
        assertThat(before).isLessThan(161);
        assertThat(platform.executed()).hasSize(161);
        assertThat(out.toString()).containsPattern("already there\\s+" + before);
    }

    @Test
    void a_log_that_is_broken_at_its_end_changes_nothing() {
        Path log = new LogText()
                .trace("1")
                .event("A", "complete", null)
                .end()
                .trace("1")
                .event("A", "complete", null)
                .end()
                .write(folder.resolve("twice.xes.gz"));

        int code = run("import", log.toString());

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).startsWith("docket import: ").hasLineCount(1);
        assertThat(platform.requests()).isZero();
    }

    @Test
    void only_the_first_traces_are_imported_if_asked() {
        int code = run("import", loans(40), "--mapping", "loan-application", "--limit-traces", "3", "--case-type", "x");

        assertThat(code).isZero();
        assertThat(platform.executed()).hasSize(1 + 3 * 4).containsKey("xes:x.2:1");
    }

    @Test
    void a_dry_run_sends_nothing() {
        int code = run("import", loans(5), "--dry-run");

        assertThat(code).isZero();
        assertThat(out.toString()).containsPattern("events\\s+15");
        assertThat(platform.requests()).isZero();
        assertThat(platform.grants()).isZero();
    }

    @Test
    void wrong_usage_is_told_apart_from_failure() {
        assertThat(run("import")).isEqualTo(2);
        assertThat(run("import", "x", "--window", "0")).isEqualTo(2);
        assertThat(run("import", "missing.xes")).isEqualTo(1);
        assertThat(run("token", "nobody")).isEqualTo(1);
        assertThat(err.toString())
                .contains("docket import: missing.xes: no such file")
                .contains("docket token: no password for the user nobody: ");
    }

    private String loans(int count) {
        LogText log = new LogText();
        for (int i = 0; i < count; i++) {
            log.trace("" + i, attribute("string", "AMOUNT_REQ", "" + i * 100));
            log.event("A_SUBMITTED", "COMPLETE", "112");
            log.event("W_x", "START", "u" + i % 7)
                    .event("W_x", "COMPLETE", "u" + i % 7)
                    .end();
        }
        return log.write(folder.resolve("loans.xes")).toString();
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine(environment::get);
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
