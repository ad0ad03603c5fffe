package io.docket.notification.stream;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Cursor;
import io.docket.notification.facts.MemoryFacts;
import io.docket.notification.live.Turns;
import io.docket.notification.log.LoggedEvent;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PollSinkTest {
    private static final Cursor BEGINNING = new Cursor(new long[] {3});
    private static final Cursor BEHIND_EVENT = new Cursor(new long[] {5});
    private static final Cursor PASSED = new Cursor(new long[] {900});

    private final LoggedEvent event =
            logged(MemoryFacts.book(10), 0, 4, envelope("acme", "case/1", new CaseEvent.Moved("a", "b")));

    @Test
    void the_next_poll_goes_on_behind_what_was_looked_at_in_vain() {
        String answer = answer(sink -> {
            sink.passed(PASSED);
            sink.finish();
        });

        assertThat(cursor(answer)).isEqualTo(PASSED.toString());
    }

    @Test
    void what_was_looked_at_behind_the_last_event_counts_too() {
        String answer = answer(sink -> {
            sink.event(event, BEHIND_EVENT.toString());
            sink.passed(PASSED);
            sink.finish();
        });

        assertThat(cursor(answer)).isEqualTo(PASSED.toString());
        assertThat(answer).contains(event.envelope().id());
    }

    @Test
    void what_is_looked_at_after_the_answer_is_left_to_the_next_poll() {
        String answer = answer(sink -> {
            sink.finish();
            sink.event(event, BEHIND_EVENT.toString());
            sink.passed(PASSED);
        });

        assertThat(cursor(answer)).isEqualTo(BEGINNING.toString());
        assertThat(answer).doesNotContain(event.envelope().id());
    }

    private static String answer(Consumer<PollSink> what) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Uni.createFrom()
                .<String>emitter(emitter -> {
                    PollSink sink = new PollSink(
                            emitter, 10, 100_000, Duration.ofSeconds(1), new NoTurns(), new CountingMeter());
                    sink.started(BEGINNING, true);
                    what.accept(sink);
                })
                .subscribe()
                .with(answer::complete, answer::completeExceptionally);
        return answer.getNow("");
    }

    private static String cursor(String answer) {
        return Json.tree(answer.getBytes(StandardCharsets.UTF_8)).path("cursor").asText();
    }

    /** Turns that never come: the test says what happens when. */
    private static final class NoTurns implements Turns {
        @Override
        public void now(Runnable task) {}

        @Override
        public void later(Runnable task, Duration delay) {}

        @Override
        public long nanos() {
            return 0;
        }
    }
}
