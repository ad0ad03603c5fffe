package io.docket.command.process.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.command.support.Scenario;
import io.docket.contracts.event.ProcessDefinitionEvent.Activated;
import io.docket.contracts.event.ProcessDefinitionEvent.Deployed;
import io.docket.contracts.event.ProcessDefinitionEvent.EngineVersion;
import io.docket.contracts.event.ProcessDefinitionEvent.Refused;
import io.docket.contracts.event.ProcessDefinitionEvent.Resource;
import io.docket.contracts.event.ProcessDefinitionEvent.ResourcesDeployed;
import io.docket.contracts.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentDecisionsTest {
    private static final String BPMN = "<d:definitions xmlns:d=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">"
            + "<d:process id=\"loan\" isExecutable=\"true\"/></d:definitions>";
    private static final Resource PROCESS = new Resource("loan.bpmn", BPMN);
    private static final Resource DECISION = new Resource(
            "rates.dmn",
            "<definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"rates\"><decision id=\"rate\"/>"
                    + "</definitions>");
    private static final Resource FORM = new Resource("ask.form", "{\"id\":\"ask\",\"components\":[]}");

    private static String deploy(Resource... resources) {
        ObjectNode payload = Json.mapper().createObjectNode();
        ArrayNode list = payload.putArray("resources");
        for (Resource resource : resources) {
            list.addObject().put("name", resource.name()).put("content", resource.content());
        }
        return payload.toString();
    }

    @Test
    void decisions_and_forms_are_deployed_with_the_process_or_by_themselves() {
        assertThat(Scenario.start().when("deploy-process", deploy(FORM, PROCESS, DECISION)))
                .containsExactly(new Deployed("loan.bpmn", List.of("loan"), BPMN, List.of(FORM, DECISION)));
        assertThat(Scenario.start().when("deploy-process", deploy(DECISION, FORM)))
                .containsExactly(new ResourcesDeployed(List.of(DECISION, FORM)));
        String one = Json.mapper()
                .createObjectNode()
                .put("resourceName", FORM.name())
                .put("content", FORM.content())
                .toString();
        assertThat(Scenario.start().when("deploy-process", one)).containsExactly(new ResourcesDeployed(List.of(FORM)));
    }

    @Test
    void a_definition_has_the_id_of_what_comes_first() {
        assertThat(DeployProcessDecider.idOf(new DeployProcess(null, null, null, List.of(FORM, PROCESS))))
                .isEqualTo("loan");
        assertThat(DeployProcessDecider.idOf(new DeployProcess(null, null, null, List.of(DECISION, FORM))))
                .isEqualTo("rates.dmn");
        assertThat(DeployProcessDecider.idOf(new DeployProcess("ask.form", null, FORM.content(), null)))
                .isEqualTo("ask.form");
    }

    @Test
    void the_same_again_changes_nothing() {
        Scenario deployed = Scenario.start()
                .given(
                        ProcessDefinitionState.KIND,
                        "loan",
                        new Deployed("loan.bpmn", List.of("loan"), BPMN, List.of(DECISION)));

        assertThat(deployed.when("deploy-process", deploy(PROCESS, DECISION))).isEmpty();
        assertThat(deployed.when("deploy-process", deploy(PROCESS))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"resourceName\":\"a.bpmn\"}",
                "{\"resourceName\":\"a.bpmn\",\"bpmn\":\"x\",\"content\":\"x\"}",
                "{\"resourceName\":\"a.bpmn\",\"bpmn\":\"x\",\"resources\":[{\"name\":\"a.bpmn\",\"content\":\"x\"}]}",
            })
    void one_form_of_the_command_is_used(String payload) {
        assertThat(Scenario.start().refusalWhen("deploy-process", payload).status())
                .isEqualTo(400);
    }

    @Test
    void what_is_of_no_use_to_the_engine_is_refused_where_it_stands() {
        for (Resource bad : List.of(
                new Resource("a.dmn", "<a/>"),
                new Resource("a.form", "{\"id\":\"a\"}"),
                new Resource("a.form", "[]"),
                new Resource("b.bpmn", BPMN.replace("<d:process", "<d:complexGateway id=\"c\"/><d:process")),
                new Resource("b.bpmn", BPMN.replace("\"loan\"", "\"loan.dmn\"")))) {
            var refusal = Scenario.start().refusalWhen("deploy-process", deploy(PROCESS, bad));
            assertThat(refusal.status()).isEqualTo(422);
            assertThat(refusal.errors())
                    .singleElement()
                    .extracting(error -> error.pointer())
                    .isEqualTo("/resources/1/content");
        }
    }

    @Test
    void what_the_engine_said_is_recorded_once_for_each_deployment() {
        EngineVersion version = new EngineVersion("loan", 1, "77");
        Activated activated = new Activated(1, List.of(version), List.of(), List.of());
        String report = "{\"definitionId\":\"loan\",\"deployment\":1,\"outcome\":\"activated\",\"processes\":"
                + "[{\"id\":\"loan\",\"version\":1,\"engineKey\":\"77\"}]}";
        String refused =
                "{\"definitionId\":\"loan\",\"deployment\":1,\"outcome\":\"refused\",\"code\":\"c\",\"message\":\"m\"}";
        Scenario deployed = Scenario.start()
                .given(ProcessDefinitionState.KIND, "loan", new Deployed("loan.bpmn", List.of("loan"), BPMN));

        assertThat(deployed.when("record-deployment", report)).containsExactly(activated);
        assertThat(Scenario.start()
                        .given(
                                ProcessDefinitionState.KIND,
                                "loan",
                                new Deployed("loan.bpmn", List.of("loan"), BPMN),
                                activated)
                        .when("record-deployment", report))
                .isEmpty();
        assertThat(Scenario.start()
                        .given(ProcessDefinitionState.KIND, "loan", new Deployed("loan.bpmn", List.of("loan"), BPMN))
                        .when("record-deployment", refused))
                .containsExactly(new Refused(1, "c", "m"));
        assertThat(Scenario.start()
                        .given(ProcessDefinitionState.KIND, "loan", new Deployed("loan.bpmn", List.of("loan"), BPMN))
                        .refusalWhen("record-deployment", report.replace("\"deployment\":1", "\"deployment\":2"))
                        .status())
                .isEqualTo(422);
    }
}
