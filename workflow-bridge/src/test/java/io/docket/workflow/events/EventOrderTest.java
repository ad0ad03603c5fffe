package io.docket.workflow.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.simulation.EventLog;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventOrderTest {
    private final EventLog log = new EventLog(InstantSource.system());

    @Test
    void events_of_a_root_are_in_order_and_roots_side_by_side() {
        requested("a~1");
        requested("b~1");
        requested("a~2");

        assertThat(order()).containsExactly(Map.of("acme/a", List.of(0L, 2L), "acme/b", List.of(1L)));
    }

    @Test
    void definition_comes_after_all_before_it_and_before_all_after_it() {
        requested("a~1");
        deployed("p");
        deployed("q");
        requested("b~1");
        requested("a~2");
        deployed("p");

        assertThat(order())
                .containsExactly(
                        Map.of("acme/a", List.of(0L)),
                        Map.of("acme/p", List.of(1L)),
                        Map.of("acme/q", List.of(2L)),
                        Map.of("acme/b", List.of(3L), "acme/a", List.of(4L)),
                        Map.of("acme/p", List.of(5L)));
    }

    private void requested(String instance) {
        log.append("process", instance, new ProcessEvent.Requested("case", "p", null));
    }

    private void deployed(String process) {
        log.append(
                "process-definition",
                process,
                new ProcessDefinitionEvent.Deployed(process + ".bpmn", List.of(process), "<bpmn/>"));
    }

    private List<Map<String, List<Long>>> order() {
        return EventOrder.of(log.events()).stream()
                .map(section -> {
                    Map<String, List<Long>> offsets = new HashMap<>();
                    section.forEach((root, events) -> offsets.put(
                            root, events.stream().map(LoggedEvent::offset).toList()));
                    return offsets;
                })
                .toList();
    }
}
