package io.docket.projection.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.position.Position;
import io.docket.projection.Events;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector.Overflow;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineProjectorTest {
    private final Events log = new Events("acme", 3);
    private final TimelineProjector projector = new TimelineProjector();

    @Test
    void an_entry_says_what_happened_when_where_and_by_whom() {
        LogEvent moved = log.next("case", "c1", "10609", new CaseEvent.Moved("a", "b"));

        Document timeline = projector.fold(Document.empty(), moved);

        assertThat(timeline.objects("entries").getFirst())
                .contains(
                        entry("at", Events.START),
                        entry("recordedAt", Events.START),
                        entry("type", "docket.case.moved.v1"),
                        entry("subject", "case/c1"),
                        entry("version", 1L),
                        entry("actor", "10609"),
                        entry("commandId", "command-0"),
                        entry("position", "3-0"),
                        entry("eventId", "event-3-0"),
                        entry("data", Map.of("from", "a", "to", "b")))
                .doesNotContainKeys("submitter", "reason");
    }

    @Test
    void an_entry_says_who_sent_it_on_whose_behalf_why_and_when_it_happened() {
        EventEnvelope told =
                log.next("case", "c1", "kim", new CaseEvent.Moved("a", "b")).envelope();
        Instant happened = Events.START.minusSeconds(90);
        EventEnvelope behalf = new EventEnvelope(
                told.id(),
                told.source(),
                told.type(),
                told.subject(),
                told.root(),
                told.time(),
                told.sequence(),
                told.tenant(),
                told.actor(),
                "lee",
                told.commandId(),
                told.correlationId(),
                told.causationId(),
                told.causationDepth(),
                told.prevHash(),
                told.traceparent(),
                happened.atOffset(ZoneOffset.ofHours(2)),
                "came by mail",
                told.data());

        Document timeline = projector.fold(
                Document.empty(), new LogEvent(behalf, new Position(3, 0), new CaseEvent.Moved("a", "b")));

        assertThat(timeline.objects("entries").getFirst())
                .contains(
                        entry("actor", "kim"),
                        entry("submitter", "lee"),
                        entry("reason", "came by mail"),
                        entry("at", happened),
                        entry("recordedAt", Events.START),
                        entry("commandId", "command-0"));
    }

    @Test
    void a_task_of_a_case_is_in_the_timeline_of_the_case() {
        LogEvent cancelled = log.next("task", "c1~t1", "demo", new TaskEvent.Cancelled());

        assertThat(projector.documentId(cancelled)).isEqualTo("case/c1");
    }

    @Test
    void entities_of_the_same_id_and_different_kind_have_timelines_of_their_own() {
        LogEvent task = log.next("task", "x", "demo", new TaskEvent.Cancelled());
        LogEvent ofCase = log.next("case", "x", "demo", new CaseEvent.Archived());

        assertThat(projector.documentId(task)).isNotEqualTo(projector.documentId(ofCase));
        assertThat(projector.begins(task)).isTrue();
        assertThat(projector.begins(ofCase)).isTrue();
    }

    @Test
    void unknown_events_are_in_the_timeline_and_large_data_stays_in_the_log() {
        byte[] large = ("{\"x\":\"" + "y".repeat(TimelineProjector.MAX_DATA_BYTES) + "\"}").getBytes();

        Document timeline =
                projector.fold(Document.empty(), log.next("case", "c1", "demo", "docket.case.frozen.v1", large, null));

        assertThat(timeline.objects("entries").getFirst())
                .contains(entry("type", "docket.case.frozen.v1"), entry("dataOmittedBytes", (long) large.length))
                .doesNotContainKey("data");
    }

    @Test
    void old_entries_are_sealed_in_pages_and_the_count_goes_on() {
        Document timeline = timeline(75);

        Overflow cut = projector.overflow("case/c1", timeline);

        assertThat(cut.sealed()).containsOnlyKeys("case/c1/0", "case/c1/1", "case/c1/2");
        assertThat(cut.kept().list("entries")).hasSize(75 - 3 * TimelineProjector.PAGE);
        assertThat(cut.kept().number("count")).isEqualTo(75);
        assertThat(cut.sealed().values())
                .allSatisfy(page -> assertThat(page.list("entries")).hasSize(TimelineProjector.PAGE));
    }

    @Test
    void sealing_now_and_then_gives_the_same_pages_as_sealing_at_once() {
        Overflow first = projector.overflow("case/c1", timeline(40));
        Document more = first.kept();
        for (int i = 0; i < 35; i++) {
            more = projector.fold(more, log.next("case", "c1", "demo", new CaseEvent.Moved("a", "b")));
        }

        Overflow second = projector.overflow("case/c1", more);

        assertThat(first.sealed()).containsOnlyKeys("case/c1/0");
        assertThat(second.sealed()).containsOnlyKeys("case/c1/1", "case/c1/2");
        assertThat(second.kept().number("count")).isEqualTo(75);
    }

    @Test
    void a_page_of_places_goes_either_way_and_ends() {
        assertThat(Timelines.places(5, false, null, 3)).containsExactly(0L, 1L, 2L);
        assertThat(Timelines.places(5, false, 2L, 3)).containsExactly(3L, 4L);
        assertThat(Timelines.places(5, true, null, 3)).containsExactly(4L, 3L, 2L);
        assertThat(Timelines.places(5, true, 2L, 3)).containsExactly(1L, 0L);
        assertThat(Timelines.places(5, true, 0L, 3)).isEmpty();
        assertThat(Timelines.places(5, false, 4L, 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 5, 99, Long.MAX_VALUE})
    void a_place_that_is_not_in_the_timeline_is_refused_either_way(long after) {
        for (boolean newestFirst : List.of(true, false)) {
            assertThatExceptionOfType(HttpProblem.class)
                    .isThrownBy(() -> Timelines.places(5, newestFirst, after, 3))
                    .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(400));
        }
    }

    private Document timeline(int entries) {
        Document timeline = Document.empty();
        for (int i = 0; i < entries; i++) {
            timeline = projector.fold(timeline, log.next("case", "c1", "demo", new CaseEvent.Moved("a", "b")));
        }
        return timeline;
    }
}
