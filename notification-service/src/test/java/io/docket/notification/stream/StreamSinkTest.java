package io.docket.notification.stream;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.position.Cursor;
import io.docket.notification.facts.FactBook;
import io.docket.notification.log.LoggedEvent;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class StreamSinkTest {
    private final CountingMeter meter = new CountingMeter();
    private final Reader reader = new Reader();
    private final LoggedEvent event =
            logged(new FactBook(10), 0, 3, envelope("acme", "case/1", new CaseEvent.Moved("a", "b")));

    @Test
    void there_is_room_for_as_many_events_as_the_client_asked_for() {
        StreamSink sink = sink();
        assertThat(sink.ready()).isFalse();

        reader.subscription.request(1);
        assertThat(sink.ready()).isTrue();
        sink.event(event, "c4");

        assertThat(reader.told).containsExactly(new StreamedEvent("c4", "docket.case.moved.v1", event.json()));
        assertThat(meter.streamed).hasValue(1);
        assertThat(sink.ready()).isFalse();
    }

    @Test
    void it_begins_with_the_place_to_go_on_from() {
        Cursor from = new Cursor(new long[] {3});
        StreamSink sink = sink();
        reader.subscription.request(1);

        sink.started(from, true);

        assertThat(reader.told)
                .containsExactly(new StreamedEvent(from.toString(), "subscribed", "{\"recovered\":true}"));
    }

    @Test
    void a_reset_is_the_last_word() {
        StreamSink sink = sink();
        reader.subscription.request(2);

        sink.reset("too old");

        assertThat(reader.told).containsExactly(new StreamedEvent("", "reset", "{\"reason\":\"too old\"}"));
        assertThat(reader.ended).isTrue();
    }

    private StreamSink sink() {
        List<StreamSink> sinks = new ArrayList<>();
        Multi.createFrom()
                .<StreamedEvent>emitter(emitter -> sinks.add(new StreamSink(emitter, meter)))
                .subscribe(reader);
        return sinks.getFirst();
    }

    /** A client that asks for events when the test says so. */
    private static final class Reader implements Flow.Subscriber<StreamedEvent> {
        final List<StreamedEvent> told = new ArrayList<>();
        Flow.Subscription subscription;
        boolean ended;

        @Override
        public void onSubscribe(Flow.Subscription begun) {
            subscription = begun;
        }

        @Override
        public void onNext(StreamedEvent item) {
            told.add(item);
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {
            ended = true;
        }
    }
}
