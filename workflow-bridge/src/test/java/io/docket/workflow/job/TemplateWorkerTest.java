package io.docket.workflow.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.job.template.TemplateWorker;
import io.docket.workflow.job.template.Templates;
import io.docket.workflow.retry.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateWorkerTest {
    private final Map<String, Templates.Defined> defined = new HashMap<>();
    private final TemplateWorker worker = new TemplateWorker((tenant, id, version) ->
            Optional.ofNullable(defined.get(tenant + "/" + id + (version == null ? "" : "@" + version))));

    @Test
    void variables_are_put_into_the_text() {
        String template =
                "Dear {customer.name},\n{#for item in items}{item.name}: {item.price}\n{/for}{#if urgent}At once{/if}";
        String variables =
                "{\"customer\":{\"name\":\"A & B\"},\"items\":[{\"name\":\"Pen\",\"price\":1.5}],\"urgent\":true}";

        assertThat(text(Map.of("template", template), variables)).isEqualTo("Dear A & B,\nPen: 1.5\nAt once");
    }

    @Test
    void html_is_escaped() {
        assertThat(text(Map.of("template", "<b>{name}</b>", "format", "html"), "{\"name\":\"<script>\"}"))
                .isEqualTo("<b>&lt;script&gt;</b>");
    }

    @Test
    void template_that_is_defined_is_named_and_gives_its_subject_too() {
        defined.put("acme/welcome", new Templates.Defined(true, "For {name}", "<p>{name}</p>"));
        defined.put("globex/other", new Templates.Defined(false, null, "x"));
        defined.put("acme/welcome@1", new Templates.Defined(false, null, "Hello {name}"));

        assertThat(Jobs.done(worker, Map.of("template", "welcome"), "{\"name\":\"A & B\"}"))
                .hasToString("{\"subject\":\"For A & B\",\"text\":\"<p>A &amp; B</p>\"}");
        assertThat(Jobs.done(
                        worker,
                        Map.of("template", "welcome", "resultVariable", "html", "subjectVariable", "line"),
                        "{\"name\":\"A\"}"))
                .hasToString("{\"line\":\"For A\",\"html\":\"<p>A</p>\"}");
        assertThat(text(Map.of("template", "welcome", "version", "1"), "{\"name\":\"A\"}"))
                .isEqualTo("Hello A");
        assertThatThrownBy(() -> text(Map.of("template", "welcome", "version", "2"), "{}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("version 2 of welcome, which is not defined");
        assertThatThrownBy(() -> text(Map.of("template", "welcome", "version", "last"), "{}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("whole number");
        assertThatThrownBy(() -> text(Map.of("template", "other"), "{}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("not defined");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{name.class}", "{name.getClass()}", "{missing}", "{#for}", "{inject:config}", "{name.bytes}"})
    void a_template_sees_values_and_nothing_behind_them(String template) {
        assertThatThrownBy(() -> text(Map.of("template", template), "{\"name\":\"x\"}"))
                .isInstanceOf(Refused.class);
    }

    @Test
    void a_text_without_end_is_cut_off() {
        String endless = "{#for i in 1000000}{#for j in 1000000}x{/for}{/for}";
        String longer = "{#for i in 1000}" + "x".repeat(300) + "{/for}";

        assertThatThrownBy(() -> text(Map.of("template", endless), "{}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("rounds");
        assertThatThrownBy(() -> text(Map.of("template", longer), "{}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("longer than");
    }

    @Test
    void data_does_not_become_a_template() {
        assertThat(text(Map.of("template", "{name}"), "{\"name\":\"{secret}\",\"secret\":\"x\"}"))
                .isEqualTo("{secret}");
        assertThatThrownBy(() -> text(Map.of("template", "{#eval name /}"), "{\"name\":\"{secret}\"}"))
                .isInstanceOf(Refused.class);
    }

    private String text(Map<String, String> headers, String variables) {
        return Jobs.done(worker, headers, variables).path("text").asText();
    }
}
