package io.docket.projection.timeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.CaseEvent;
import io.docket.projection.Events;
import io.docket.projection.view.LogEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineEventsTest {
    private static final String MOVED = "docket.case.moved.v1";

    private final Events log = new Events("acme", 3);

    @Test
    void data_that_is_none_of_its_type_is_the_fault_of_its_event_wherever_it_is_kept() {
        List<LogEvent> happened = List.of(
                log.next("case", "c1", "ann", new CaseEvent.Moved("a", "b")),
                event(MOVED, "{\"to\":{}}"),
                event(MOVED, "{\"to\":{\"x\":\"" + "y".repeat(TimelineProjector.MAX_DATA_BYTES) + "\"}}"),
                event(MOVED, "null"),
                event("docket.case.frozen.v9", "[]"));

        List<LogEvent> read = MemoryTimelines.of(happened)
                .events()
                .next(happened.size(), "acme", new Subject("case", "c1"), null, (subject, version, recordedAt) -> true)
                .map(TimelineEvents.Stretch::events)
                .await()
                .indefinitely();

        assertThat(read)
                .extracting(LogEvent::event)
                .containsExactly(new CaseEvent.Moved("a", "b"), null, null, null, null);
        assertThat(read.get(0).fault()).isNull();
        assertThat(read.subList(1, 4))
                .allSatisfy(event -> assertThat(event.fault()).startsWith("the data is no " + MOVED + ": "));
        assertThat(read.get(4).fault()).isNull();
    }

    private LogEvent event(String type, String data) {
        return log.next("case", "c1", "ann", type, data.getBytes(UTF_8), null);
    }
}
