package io.docket.cli.wks.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.cli.wks.report.Report;
import io.docket.contracts.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormSchemaTest {
    private final Report report = new Report();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'textfield','validate':{'required':true}}|{'type':'string','minLength':1}",
                "{'type':'textfield','validate':{'maxLength':'9','pattern':'[a-z]+'}}|"
                        + "{'type':'string','anyOf':[{'const':''},{'maxLength':9,'pattern':'^(?:[a-z]+)$'}]}",
                "{'type':'email','validate':{'required':true}}|{'type':'string','minLength':1,'format':'email'}",
                "{'type':'datetime'}|{'type':'string','anyOf':[{'const':''},{'format':'date-time'}]}",
                "{'type':'number','validate':{'min':1,'max':'2.5'}}|{'type':'number','minimum':1,'maximum':2.5}",
                "{'type':'checkbox'}|{'type':'boolean'}",
                "{'type':'select','data':{'values':[{'value':'a'},{'value':'7'}]},'validate':{'required':true}}|{'enum':['a','7',7]}",
                "{'type':'radio','values':[{'value':'true'}]}|{'enum':['true',true,'']}",
                "{'type':'file'}|{'type':'array','items':{'type':'object'}}",
                "{'type':'textfield','multiple':true,'validate':{'required':true}}|"
                        + "{'type':'array','items':{'type':'string','minLength':1},'minItems':1}",
                "{'type':'tags'}|{'type':['string','array']}",
                "{'type':'datagrid','components':[{'type':'checkbox','key':'b'}]}|"
                        + "{'type':'array','items':{'type':'object','properties':{'b':{'type':'boolean'}}}}",
            })
    void a_component_is_what_it_submits(String component, String schema) {
        JsonNode given = json(component.replaceFirst("\\{", "{'key':'k','input':true,"));

        JsonNode form = FormSchema.of(json("{'components':[" + given + "]}"), report.about("f"));

        assertThat(form.at("/properties/k").toString()).isEqualTo(json(schema).toString());
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void what_only_groups_is_not_there_and_what_must_be_filled_in_is_demanded() {
        JsonNode form = FormSchema.of(json("""
                {'components':[{'input':true,'key':'panel','type':'panel','components':[
                  {'type':'columns','columns':[{'components':[{'type':'textfield','key':'a','validate':{'required':true}}]}]},
                  {'type':'button','key':'submit','input':true}]},
                 {'input':true,'components':[{'type':'textfield','key':'b'}]}]}"""), report.about("f"));

        assertThat(form.at("/properties").toString())
                .isEqualTo("{\"a\":{\"type\":\"string\",\"minLength\":1},\"b\":{\"type\":\"string\"}}");
        assertThat(form.path("required").toString()).isEqualTo("[\"a\"]");
    }

    @Test
    void data_that_may_grow_demands_nothing() {
        JsonNode schema = FormSchema.ofGrowing(
                json("{'components':[{'type':'textfield','key':'a','validate':{'required':true}}]}"));

        assertThat(schema.toString()).isEqualTo("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}");
    }

    @Test
    void a_field_that_is_not_always_there_is_never_demanded() {
        JsonNode form = FormSchema.of(json("""
                {'components':[{'type':'textfield','key':'a','disabled':true,'validate':{'required':true}},
                 {'type':'textfield','key':'b','conditional':{'show':true,'when':'a'},'validate':{'required':true}}]}"""), report.about("f"));

        assertThat(form.has("required")).isFalse();
        assertThat(report.notes()).extracting(note -> note.place()).containsExactly("a", "b");
    }

    @Test
    void a_key_with_dots_is_a_path() {
        JsonNode form = FormSchema.of(
                json("{'components':[{'type':'textfield','key':'a.b','validate':{'required':true}}]}"),
                report.about("f"));

        assertThat(form.at("/properties/a/properties/b/type").asText()).isEqualTo("string");
        assertThat(form.at("/properties/a/required/0").asText()).isEqualTo("b");
    }

    @Test
    void what_the_schema_cannot_say_is_told() {
        FormSchema.of(json("""
                {'components':[{'type':'sketchpad','key':'a'},{'type':'select','key':'b','data':{'url':'x'}},
                 {'type':'textfield','key':'c','validate':{'custom':'valid = true'}}]}"""), report.about("f"));

        assertThat(report.notes())
                .extracting(note -> note.place() + " " + note.text())
                .containsExactly(
                        "a takes any value: its type sketchpad is not known",
                        "b takes any value: its choices come from elsewhere",
                        "c its script stays with the interface: the schema does not check it");
    }

    private static JsonNode json(String text) {
        return Json.tree(text.replace('\'', '"').getBytes(UTF_8));
    }
}
