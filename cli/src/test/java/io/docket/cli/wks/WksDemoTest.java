package io.docket.cli.wks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.wks.bpmn.Converted;
import io.docket.cli.wks.report.Note;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
                        java.util.Map.entry("define-case-type", 8L),
                        java.util.Map.entry("define-form", 16L),
                        java.util.Map.entry("define-queue", 2L),
                        java.util.Map.entry("deploy-process", 6L));
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

    private List<String> open(String file) {
        return plan.report().notes().stream()
                .filter(note -> note.kind() == Note.Kind.OPEN && note.source().equals(file))
                .map(note -> note.place() + ": " + note.text())
                .toList();
    }
}
