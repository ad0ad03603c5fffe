package io.docket.notification.stream;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.position.Cursor;
import io.docket.notification.facts.MemoryFacts;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.outbox.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamSinkTest {
    private final CountingMeter meter = new CountingMeter();
    private final List<StreamedEvent> sent = new ArrayList<>();
    private final Outbox.Limits limits = new Outbox.Limits(2, 100_000, 1, 1, Duration.ofSeconds(1));
    private final Outbox<StreamedEvent> outbox =
            new Outbox<>((events, done) -> sent.addAll(events), limits, () -> {}, 0);
    private int ends;
    private final StreamSink sink = new StreamSink(outbox, () -> ends++, meter);
    private final LoggedEvent event =
            logged(MemoryFacts.book(10), 0, 3, envelope("acme", "case/1", new CaseEvent.Moved("a", "b")));

    @Test
    void there_is_room_for_as_many_events_as_may_wait() {
        sink.event(event, "c4");
        assertThat(sink.ready()).isTrue();
        sink.event(event, "c5");
        sink.flush();

        assertThat(sent)
                .containsExactly(
                        new StreamedEvent("c4", "docket.case.moved.v1", event.json()),
                        new StreamedEvent("c5", "docket.case.moved.v1", event.json()));
        assertThat(meter.streamed).hasValue(2);
        assertThat(sink.ready()).isFalse();
    }

    @Test
    void it_begins_with_the_place_to_go_on_from() {
        Cursor from = new Cursor(new long[] {3});

        sink.started(from, true);

        assertThat(sent).containsExactly(new StreamedEvent(from.toString(), "subscribed", "{\"recovered\":true}"));
        assertThat(sink.silence()).isEqualTo(from.toString());
    }

    @Test
    void a_reset_is_the_last_word() {
        sink.reset("too \"old\"");

        assertThat(sent).containsExactly(new StreamedEvent("", "reset", "{\"reason\":\"too \\\"old\\\"\"}"));
        assertThat(ends).isEqualTo(1);
    }

    @Test
    void what_comes_after_its_end_is_not_sent_and_does_not_move_the_last_cursor() {
        sink.event(event, "c4");

        assertThat(sink.silence()).isEqualTo("c4");
        sink.event(event, "c5");
        sink.flush();

        assertThat(sink.silence()).isEqualTo("c4");
        assertThat(sent).hasSize(1);
    }
}
