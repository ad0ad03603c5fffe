package io.docket.cli.wks;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.wks.bpmn.Converted;
import io.docket.cli.wks.report.Note;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The whole demo of a WKS platform, where it is there. */
class WksDemoTest {
    private static final String FOLDER = "DOCKET_WKS_DEMO";

    private final WksPlan plan = plan();

    private static WksPlan plan() {
        String folder = System.getenv(FOLDER);
        assumeTrue(folder != null && !folder.isBlank(), FOLDER + " is not set: the demo is not there to be converted");
        assumeTrue(Files.isDirectory(Path.of(folder)), folder + " is not there");
        return WksPlan.of(WksFolder.read(Path.of(folder)));
    }

    @Test
    void all_of_it_becomes_commands() {
        assertThat(plan.commands().stream().collect(Collectors.groupingBy(BulkCommand::type, Collectors.counting())))
                .containsOnly(
                        entry("define-case-type", 8L),
                        entry("define-form", 16L),
                        entry("define-queue", 2L),
                        entry("deploy-process", 6L));
        assertThat(plan.files()).hasSize(6).allMatch(Converted::isDeployable);
        assertThat(plan.files()).extracting(Converted::xml).noneMatch(xml -> xml.contains("camunda:"));
    }

    @Test
    void the_processes_of_people_leave_nothing_open() {
        assertThat(open("customer-support.bpmn")).isEmpty();
        assertThat(open("employee-onboarding.bpmn")).isEmpty();
    }

    @Test
    void what_needs_workers_of_the_other_platform_is_named() {
        assertThat(open("case-instance-create.bpmn"))
                .containsExactly(
                        "create-case-instance: topic caseSave -> job type caseSave, which somebody has to work",
                        "start-business-process: topic businessProcessStart -> job type businessProcessStart,"
                                + " which somebody has to work");
        assertThat(open("email-to-case.bpmn"))
                .anyMatch(line ->
                        line.startsWith("extract-bk: script in javascript -> docket:script, an incident until"));
    }

    @Test
    void what_forms_and_queues_lose_is_told() {
        assertThat(fields("form")).containsOnly(entry("_id", 16L), entry("schemaVersion", 16L), entry("toolTip", 16L));
        assertThat(fields("queue")).containsOnly(entry("_id", 2L), entry("schemaVersion", 2L));
        assertThat(notes(Note.Kind.DROPPED, "form"))
                .contains("claim-processing-form: toolTip \"Claim Processing\"")
                .contains("customer-support-resolve: toolTip null");
    }

    /** How many documents of the collection lost each field. */
    private Map<String, Long> fields(String collection) {
        return plan.report().notes().stream()
                .filter(note ->
                        note.kind() == Note.Kind.DROPPED && note.source().equals(collection))
                .collect(Collectors.groupingBy(note -> note.text().split(" ", 2)[0], Collectors.counting()));
    }

    private List<String> open(String file) {
        return notes(Note.Kind.OPEN, file);
    }

    private List<String> notes(Note.Kind kind, String source) {
        return plan.report().notes().stream()
                .filter(note -> note.kind() == kind && note.source().equals(source))
                .map(note -> note.place() + ": " + note.text())
                .toList();
    }
}
