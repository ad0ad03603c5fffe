package io.docket.cli.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.cli.failure.UserError;
import io.docket.contracts.event.CaseTypeEvent.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class MappingReaderTest {
    private static final Path LOG = Path.of("some/Loans 2024.v2.XES.gz");
    static final List<String> SHIPPED = Mappings.SHIPPED;

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void shipped_mappings_are_valid(String name) {
        Mapping mapping = Mappings.load(name, null, LOG);

        assertThat(mapping.rules()).isNotEmpty();
        assertThat(mapping.caseType().id()).isEqualTo(name.equals("default") ? "Loans-2024.v2" : name);
        assertThat(mapping.caseType().stages()).isNull();
    }

    @Test
    void the_example_of_the_readme_is_valid() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int start = readme.indexOf("```yaml\n") + "```yaml\n".length();
        String example = readme.substring(start, readme.indexOf("```", start));

        Mapping mapping = MappingReader.read("README.md", example, "any", false);

        assertThat(mapping.caseType().id()).isEqualTo("claim");
        assertThat(mapping.caseType().stages())
                .contains(new Stage("registered", "Registered", List.of("assessed", "rejected")));
        assertThat(mapping.names().actor()).isEqualTo("org:resource");
        assertThat(mapping.rules()).hasSizeGreaterThan(4);
    }

    @Test
    void a_case_type_given_on_the_command_line_wins() {
        assertThat(Mappings.load("loan-application", "mine", LOG).caseType().id())
                .isEqualTo("mine");
    }

    @Test
    void an_unknown_command_names_line_and_allowed_ones() {
        assertRefused(
                """
                caseType: {id: x}
                events:
                  - activity: A
                    command: open-case
                  - activity: B
                    command: launch-rocket
                """,
                "m.yaml:6: unknown command \"launch-rocket\"; allowed: open-case, move-case, update-case, assign-case,"
                        + " add-comment, close-case, reopen-case, create-task, claim-task, release-task, complete-task,"
                        + " cancel-task");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    command: move-case                        | m.yaml:3: move-case needs the key "stage"
                    command: move-case, stage: 5              | m.yaml:5: stage must be text
                    command: move-case, stage: a, task: b     | m.yaml:6: unknown key "task"; allowed here: activity, command, last, lifecycle, reason, stage
                    command: update-case, data: text          | m.yaml:5: data must be a mapping (key: value)
                    command: create-task, task: a, priority: high | m.yaml:6: priority must be a whole number
                    command: create-task, task: a, candidateGroups: b | m.yaml:6: candidateGroups must be a list
                    command: move-case, stage: "${user}"      | m.yaml:5: unknown reference ${user}; allowed: ${activity}, ${lifecycle}, ${timestamp}, ${actor}, ${trace}, ${attr:<key>}, ${trace:<key>}
                    command: open-case, last: maybe           | m.yaml:5: last must be true or false
                    """)
    void a_rule_that_does_not_fit_names_its_line(String rule, String message) {
        String lines = rule.replace(", ", "\n  ");

        assertRefused("caseType: {id: x}\nevents:\n- activity: A\n  " + lines + "\n", message);
    }

    @Test
    void other_mistakes_name_their_line() {
        String rules = "\nevents: [{activity: A, command: open-case}]";
        assertRefused(
                "caseType: {id: x}\nrules: []" + rules,
                "m.yaml:2: unknown key \"rules\"; allowed here: activity,"
                        + " actor, caseType, events, lifecycle, timestamp, trace");
        assertRefused("caseType: {id: 'a b'}" + rules, "m.yaml:1: \"a b\" is no id of a case type: .*");
        assertRefused("caseType: {id: x}", "m.yaml:1: the key \"events\" is missing");
        assertRefused("caseType: {id: x}\nevents: []", "m.yaml:2: events must be a list of rules");
        assertRefused("caseType: {id: x, stages: 7}" + rules, "m.yaml:1: stages must be from-activities or a list.*");
        assertRefused(
                "caseType: {id: x}\ntrace:\n  data:\n    a: {from: b, type: money}" + rules,
                "m.yaml:4: unknown type \"money\"; allowed: auto, string, decimal, number, integer, boolean, date");
        assertRefused("caseType: {id: x}\ntrace: {title: \"${activity}\"}" + rules, "m.yaml:2: unknown reference .*");
        assertRefused(
                "caseType: {id: x}\nevents: [{activity: '/(/', command: open-case}]", "m.yaml:2: not a regular.*");
        assertRefused("caseType: {id: x}\ncaseType: {id: y}" + rules, "m.yaml:2: not YAML: Duplicate field 'caseType'");
        assertRefused("caseType: [", "m.yaml:\\d: not YAML: .*");
        assertRefused("", "m.yaml:1: the file is empty");
        assertRefused("just text", "m.yaml:1: the mapping must be a mapping .*");
        assertRefused("a: &x {}\nb: *x", "m.yaml:2: aliases are not supported");
    }

    private static void assertRefused(String yaml, String message) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> MappingReader.read("m.yaml", yaml, "any", false))
                .satisfies(error -> assertThat(error.getMessage())
                        .satisfiesAnyOf(
                                text -> assertThat(text).isEqualTo(message),
                                text -> assertThat(text).matches(message)));
    }
}
