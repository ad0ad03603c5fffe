package io.docket.cli.wks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.failure.UserError;
import io.docket.cli.wks.report.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WksPlanTest {
    @TempDir
    private Path folder;

    private WksPlan plan;

    @BeforeEach
    void readTheFolder() {
        plan = WksPlan.of(WksFolder.read(Configurations.in(folder)));
    }

    @Test
    void queues_and_forms_come_before_processes_and_these_before_what_starts_them() {
        assertThat(plan.commands())
                .extracting(BulkCommand::label)
                .containsExactly(
                        "define-queue counter",
                        "define-form parking-form",
                        "define-form parking-check",
                        "deploy-process parking-fee.dmn",
                        "deploy-process parking-permit.bpmn",
                        "define-case-type parking",
                        "define-case-type market");
    }

    @Test
    void a_second_run_sends_the_same_commands_under_the_same_keys() {
        WksPlan again = WksPlan.of(WksFolder.read(folder));

        assertThat(again.commands()).isEqualTo(plan.commands());
    }

    @Test
    void other_content_has_another_key() throws IOException {
        Path dump = folder.resolve("dump.json");
        Files.writeString(dump, Files.readString(dump).replace("Over the counter", "At the counter"));

        WksPlan changed = WksPlan.of(WksFolder.read(folder));

        assertThat(changed.commands().getFirst().key())
                .startsWith("wks:define-queue:counter:")
                .isNotEqualTo(plan.commands().getFirst().key());
        assertThat(changed.commands().subList(1, 7)).isEqualTo(plan.commands().subList(1, 7));
    }

    @Test
    void a_case_definition_keeps_its_ids_its_stages_in_order_and_its_process() {
        JsonNode parking = payload("define-case-type parking");

        assertThat(parking.path("stages").toString())
                .isEqualTo("[{\"id\":\"a\",\"name\":\"Received\"},{\"id\":\"b\",\"name\":\"Checked\"}]");
        assertThat(parking.path("process").asText()).isEqualTo("parking-permit");
        assertThat(parking.path("forms").toString()).isEqualTo("{\"open\":\"parking-form\"}");
        assertThat(parking.at("/dataSchema/properties/plate/type").asText()).isEqualTo("string");
        assertThat(parking.at("/dataSchema").has("required")).isFalse();
    }

    @Test
    void a_form_has_its_components_unchanged_beside_the_schema() throws IOException {
        JsonNode form = payload("define-form parking-form");

        assertThat(form.path("schema").path("required").toString()).isEqualTo("[\"plate\"]");
        assertThat(form.path("components"))
                .isEqualTo(io.docket.contracts.json.Json.tree(Files.readAllBytes(folder.resolve("dump.json")))
                        .at("/form/0/structure"));
    }

    @Test
    void what_cannot_be_brought_over_is_told() {
        assertThat(notes(Note.Kind.OPEN))
                .contains(
                        "open    caseDefinition parking: hook CASE_MAIL_ACTION on CASE_CREATED is left out",
                        "open    caseDefinition market: its process market-stall is not in the folder: cases wait for it");
        assertThat(notes(Note.Kind.DROPPED))
                .contains(
                        "dropped caseDefinition parking: deployed true",
                        "dropped caseDefinition parking: schemaVersion \"1.0\"",
                        "dropped form parking-form: toolTip \"Park here\"",
                        "dropped queue counter: schemaVersion \"1.0\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive-it", "check", "parking-check", "parking-definitions"})
    void a_process_that_the_folder_only_names_is_not_there(String named) throws IOException {
        assertThat(Files.readString(folder.resolve("parking-permit.bpmn"))).contains('"' + named + '"');
        Path dump = folder.resolve("dump.json");
        Files.writeString(dump, Files.readString(dump).replace("\"market-stall\"", '"' + named + '"'));

        plan = WksPlan.of(WksFolder.read(folder));

        assertThat(notes(Note.Kind.OPEN))
                .contains("open    caseDefinition market: its process " + named
                        + " is not in the folder: cases wait for it");
    }

    @Test
    void stages_are_not_those_of_a_case_whose_process_the_file_only_calls() throws IOException {
        Path dump = folder.resolve("dump.json");
        Files.writeString(
                dump,
                Files.readString(dump)
                        .replace("\"market-stall\"", "\"archive-it\"")
                        .replace("\"Asked\"", "\"Checked\""));

        WksPlan changed = WksPlan.of(WksFolder.read(folder));

        assertThat(Configurations.file(changed, "parking-permit.bpmn").xml())
                .isEqualTo(Configurations.file(plan, "parking-permit.bpmn").xml());
    }

    @Test
    void a_folder_without_a_configuration_is_refused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertThatThrownBy(() -> WksFolder.read(empty)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> WksFolder.read(folder.resolve("nowhere"))).isInstanceOf(UserError.class);
    }

    @Test
    void a_file_that_is_broken_is_named() throws IOException {
        Files.writeString(folder.resolve("broken.bpmn"), "<a>");

        assertThatThrownBy(() -> WksPlan.of(WksFolder.read(folder)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("broken.bpmn cannot be read: ");
    }

    private JsonNode payload(String label) {
        return plan.commands().stream()
                .filter(command -> command.label().equals(label))
                .findFirst()
                .orElseThrow()
                .data();
    }

    private List<String> notes(Note.Kind kind) {
        return plan.report().notes().stream()
                .filter(note -> note.kind() == kind)
                .map(Note::toString)
                .toList();
    }
}
