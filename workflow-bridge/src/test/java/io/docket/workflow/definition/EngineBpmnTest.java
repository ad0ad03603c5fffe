package io.docket.workflow.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.simulation.World;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineBpmnTest {
    private static final String HEAD = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" \
            xmlns:z="http://camunda.org/schema/zeebe/1.0" targetNamespace="t">""";

    @Test
    void process_of_a_tenant_has_a_name_of_its_own() {
        String bpmn = EngineBpmn.forTenant("acme", World.sample());

        assertThat(bpmn)
                .contains("id=\"acme.loan-review\"", "bpmnElement=\"acme.loan-review\"")
                .doesNotContain("\"loan-review\"");
    }

    @Test
    void user_task_carries_its_name() {
        String bpmn = EngineBpmn.forTenant("acme", World.sample());

        assertThat(bpmn).contains("<zeebe:header key=\"docket:name\" value=\"Review the application\"/>");
    }

    @Test
    void user_task_without_extensions_or_with_headers_of_its_own_carries_its_name_too() {
        String bpmn = EngineBpmn.forTenant("acme", HEAD + """
                        <process id="p" isExecutable="true">
                          <userTask id="bare" name="Bare"/>
                          <userTask id="rich" name="Rich"><extensionElements><z:taskHeaders><z:header key="a" value="b"/>\
                        </z:taskHeaders></extensionElements></userTask>
                          <userTask id="nameless"/>
                        </process></definitions>""");

        assertThat(bpmn)
                .containsPattern("<userTask id=\"bare\" name=\"Bare\">\\s*<extensionElements>")
                .contains("value=\"Bare\"", "value=\"Rich\"", "key=\"a\"")
                .containsOnlyOnce("taskHeaders><z:header")
                .contains("<userTask id=\"nameless\"/>");
    }

    @Test
    void user_task_that_an_instance_can_have_several_of_says_so() {
        String bpmn = EngineBpmn.forTenant("acme", HEAD + """
                        <process id="p" isExecutable="true">
                          <userTask id="once"/><userTask id="again"/><exclusiveGateway id="g"/>
                          <sequenceFlow id="f1" sourceRef="once" targetRef="again"/>
                          <sequenceFlow id="f2" sourceRef="again" targetRef="g"/>
                          <sequenceFlow id="f3" sourceRef="g" targetRef="again"/>
                          <userTask id="each"><multiInstanceLoopCharacteristics/></userTask>
                          <subProcess id="s"><multiInstanceLoopCharacteristics/><userTask id="inner"/></subProcess>
                          <subProcess id="e" triggeredByEvent="true"><userTask id="onEvent"/></subProcess>
                          <boundaryEvent id="b" attachedToRef="timed"/><userTask id="timed"/>
                          <sequenceFlow id="f4" sourceRef="b" targetRef="timed"/>
                        </process></definitions>""");

        assertThat(repeated(bpmn)).containsExactlyInAnyOrder("again", "each", "inner", "onEvent", "timed");
    }

    private static List<String> repeated(String bpmn) {
        return Pattern.compile("<userTask id=\"([^\"]+)\"[^>/]*>(?:(?!</userTask>).)*?docket:repeated", Pattern.DOTALL)
                .matcher(bpmn)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void process_needs_what_its_expressions_name() {
        var needs = ProcessNeeds.of(HEAD + """
                        <process id="p" isExecutable="true">
                          <sequenceFlow id="f"><conditionExpression>=amount &gt; 10 and applicant.income &lt; 5 \
                        and kind = "not a name"</conditionExpression></sequenceFlow>
                          <serviceTask id="t" name="secret"><extensionElements><z:ioMapping>\
                        <z:input source="=due" target="x"/></z:ioMapping></extensionElements></serviceTask>
                        </process></definitions>""");

        assertThat(needs.get("p").paths())
                .contains("amount", "applicant.income", "kind", "due")
                .doesNotContain("secret", "name", "not", "x");
    }

    @ParameterizedTest
    @CsvSource({
        "formKey, loan-start, loan-start",
        "externalReference, loan-start, loan-start",
        "formId, loan-start, loan-start",
        "formKey, =key,",
        "other, x,"
    })
    void form_of_a_process_is_the_one_that_its_none_start_event_names(
            String attribute, String value, @Nullable String form) {
        String bpmn = HEAD + """
                        <process id="p" isExecutable="true">
                          <startEvent id="m"><extensionElements><z:formDefinition formKey="other"/></extensionElements>\
                        <messageEventDefinition/></startEvent>
                          <startEvent id="s"><extensionElements><z:formDefinition ATTRIBUTE="VALUE"/></extensionElements></startEvent>
                          <subProcess id="u"><startEvent id="i"><extensionElements><z:formDefinition formKey="inner"/>\
                        </extensionElements></startEvent></subProcess>
                        </process></definitions>""";

        assertThat(ProcessNeeds.of(bpmn.replace("ATTRIBUTE", attribute).replace("VALUE", value))
                        .get("p")
                        .startForm())
                .isEqualTo(form);
    }

    @Test
    void called_processes_messages_and_signals_stay_within_the_tenant() {
        String bpmn = EngineBpmn.forTenant("acme", HEAD + """
                        <message id="m" name="paid"/><signal id="s" name="=kind"/>
                        <process id="p" isExecutable="true">
                          <callActivity id="c"><extensionElements><z:calledElement processId="child"/></extensionElements></callActivity>
                        </process></definitions>""");

        assertThat(bpmn)
                .contains("name=\"acme.paid\"", "processId=\"acme.child\"")
                .contains("name=\"=&quot;acme.&quot; + (kind)\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not xml", "<a>", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"})
    void what_is_not_plain_xml_is_refused(String bpmn) {
        assertThatThrownBy(() -> EngineBpmn.forTenant("acme", bpmn)).isInstanceOf(Refused.class);
    }

    @Test
    void tenant_and_name_are_found_in_a_name_of_the_engine() {
        for (String tenant : List.of("acme", "a.b", "a.b.c")) {
            for (String name : List.of("loan", "loan.v2", "loan..v2")) {
                assertThat(EngineNames.parse(EngineNames.scoped(tenant, name)))
                        .contains(new EngineNames.Owned(tenant, name));
            }
        }
        assertThat(EngineNames.parse("loan")).isEmpty();
    }

    @Test
    void decisions_and_forms_stay_within_the_tenant_and_a_task_carries_its_form() {
        String bpmn = EngineBpmn.forTenant("acme", HEAD + """
                        <process id="p" isExecutable="true">
                          <userTask id="u"><extensionElements><z:formDefinition formId="ask"/></extensionElements></userTask>
                          <businessRuleTask id="b"><extensionElements><z:calledDecision decisionId="rate"/></extensionElements>\
                        </businessRuleTask>
                        </process></definitions>""");
        String dmn = EngineDmn.forTenant(
                "acme",
                "<definitions xmlns=\"d\" id=\"r\"><decision id=\"rate\"><requiredDecision href=\"#base\"/>"
                        + "</decision><decision id=\"base\"/><shape dmnElementRef=\"rate\"/></definitions>");

        assertThat(bpmn)
                .contains("formId=\"acme.ask\"", "decisionId=\"acme.rate\"")
                .containsPattern("key=\"docket:form\" value=\"ask\"");
        assertThat(dmn)
                .contains("id=\"acme.r\"", "id=\"acme.rate\"", "href=\"#acme.base\"", "dmnElementRef=\"acme.rate\"");
    }

    @Test
    void elements_of_a_process_are_found_in_its_subprocesses_too() {
        String bpmn = HEAD + """
                        <process id="other"><userTask id="elsewhere"/></process>
                        <process id="p"><startEvent id="s"/><subProcess id="sub"><userTask id="u"/></subProcess>
                        <sequenceFlow id="f"/></process></definitions>""";

        assertThat(EngineBpmn.flowNodes(bpmn, "p")).containsExactly("s", "sub", "u");
    }

    @Test
    void no_two_tenants_can_mean_the_same_name() {
        assertThat(EngineNames.scoped("a.b", "c")).isNotEqualTo(EngineNames.scoped("a", "b.c"));
        assertThatThrownBy(() -> EngineNames.scoped("1st", "c"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("1st");
    }
}
