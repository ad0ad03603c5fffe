package io.docket.projection.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.view.Document;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationPlanTest {
    private static final String BPMN = """
            <d:definitions xmlns:d="http://www.omg.org/spec/BPMN/20100524/MODEL">
              <d:process id="other"><d:userTask id="elsewhere"/></d:process>
              <d:process id="loan">
                <d:startEvent id="start"/>
                <d:subProcess id="sub"><d:userTask id="review"/></d:subProcess>
                <d:sequenceFlow id="flow"/>
              </d:process>
            </d:definitions>""";
    private static final Map<String, String> FROM =
            Map.of("start", "startEvent", "review", "userTask", "old", "serviceTask");
    private static final Map<String, String> TO =
            Map.of("start", "startEvent", "check", "userTask", "review", "userTask");

    private static Document at(String... elements) {
        return Document.empty()
                .set("state", "active")
                .set(
                        "activeElements",
                        List.of(elements).stream()
                                .map(element -> Map.of("elementId", element))
                                .toList());
    }

    @Test
    void elements_of_a_process_are_found_wherever_they_are_nested() {
        assertThat(DiagramElements.of(List.of(BPMN), "loan"))
                .isEqualTo(Map.of("start", "startEvent", "sub", "subProcess", "review", "userTask"));
    }

    @Test
    void an_element_goes_on_at_the_one_of_its_id_or_the_one_that_is_wished() {
        Map<String, Object> plan = new MigrationPlan(FROM, TO, Map.of("review", "check")).describe(at("review"));

        assertThat(plan)
                .containsEntry("possible", true)
                .containsEntry("mapping", Map.of("start", "start", "review", "check"))
                .containsEntry("active", List.of(Map.of("elementId", "review", "target", "check")))
                .containsEntry("lost", List.of("old"));
    }

    @Test
    void what_stands_in_the_way_is_named() {
        Map<String, Object> plan = new MigrationPlan(
                        FROM, TO, Map.of("nowhere", "check", "start", "gone", "review", "start"))
                .describe(at("old", "review").set("state", "completed"));

        assertThat(plan).containsEntry("possible", false);
        assertThat((List<?>) plan.get("problems")).hasSize(5);
    }
}
