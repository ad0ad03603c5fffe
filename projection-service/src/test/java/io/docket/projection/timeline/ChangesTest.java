package io.docket.projection.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.cases.CaseProjector;
import io.docket.projection.tasks.TaskProjector;
import io.docket.projection.view.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private final Events log = new Events("acme", 3);
    private final Changes changes =
            new Changes(List.of(new CaseProjector(), new TimelineProjector(), new TaskProjector()));

    @Test
    void each_event_is_told_with_the_fields_that_it_changed_from_what_to_what() {
        List<LogEvent> events = List.of(
                opened("{\"amount\":5,\"person\":{\"name\":\"Ann\",\"city\":\"Bonn\"}}"),
                updated("{\"amount\":6,\"person\":{\"city\":null,\"zip\":\"1\"},\"tags\":[\"a\"]}"),
                log.next("case", "c1", "bob", new CaseEvent.Moved("a", "b")),
                updated("{\"amount\":6}"));

        List<List<Map<String, Object>>> told = changes.of(events);

        assertThat(told.get(0))
                .contains(
                        Map.of("field", "stage", "to", "a"),
                        Map.of("field", "data.amount", "to", 5L),
                        Map.of("field", "data.person.name", "to", "Ann"));
        assertThat(told.get(1))
                .containsExactly(
                        Map.of("field", "data.amount", "from", 5L, "to", 6L),
                        Map.of("field", "data.person.city", "from", "Bonn"),
                        Map.of("field", "data.person.zip", "to", "1"),
                        Map.of("field", "data.tags", "to", List.of("a")));
        assertThat(told.get(2)).containsExactly(Map.of("field", "stage", "from", "a", "to", "b"));
        assertThat(told.get(3)).isEmpty();
    }

    @Test
    void entities_of_one_case_are_told_apart_and_unknown_ones_change_nothing() {
        List<LogEvent> events = List.of(
                opened("{}"),
                task("t1"),
                task("t2"),
                log.next("task", "c1~t2", "bob", new TaskEvent.Claimed("bob")),
                log.next(
                        "report",
                        "c1~r1",
                        "ann",
                        "docket.report.made.v1",
                        "{}".getBytes(StandardCharsets.UTF_8),
                        null));

        List<List<Map<String, Object>>> told = changes.of(events);

        assertThat(told.get(2)).contains(Map.of("field", "name", "to", "t2"));
        assertThat(told.get(3)).containsExactly(Map.of("field", "assignee", "to", "bob"));
        assertThat(told.get(4)).isEmpty();
    }

    private LogEvent task(String name) {
        return log.next(
                "task",
                "c1~" + name,
                "ann",
                new TaskEvent.Created("c1", null, null, name, null, List.of(), List.of(), null, null, 0, null));
    }

    private LogEvent opened(String data) {
        return log.next(
                "case",
                "c1",
                "ann",
                new CaseEvent.Opened(
                        "permit",
                        1,
                        "N-1",
                        "Permit",
                        "a",
                        Json.tree(data.getBytes(StandardCharsets.UTF_8)),
                        null,
                        null));
    }

    private LogEvent updated(String patch) {
        return log.next("case", "c1", "ann", new CaseEvent.Updated(Json.tree(patch.getBytes(StandardCharsets.UTF_8))));
    }
}
