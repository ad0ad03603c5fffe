package io.docket.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.local.gateway.CommandGate.Passage;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandGateTest {
    private static final int TAKEN = 201;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int WINDOWS = 400;
    private static final Duration QUICK = Duration.ofMillis(2);

    private long nanos;
    private final CommandGate gate = new CommandGate(() -> nanos);

    /** As many commands at once as may pass, all answered so after the time; then the next window begins. */
    private void aWindow(int status, Duration answerTime) {
        List<Passage> passages = IntStream.range(0, gate.room())
                .mapToObj(number -> gate.enter().orElseThrow())
                .toList();
        nanos += answerTime.toNanos();
        passages.forEach(passage -> passage.answered(status));
        nanos += Duration.ofMillis(CommandGate.WINDOW_MILLIS).toNanos();
    }

    private void windows(int count, int status) {
        IntStream.range(0, count).forEach(window -> aWindow(status, QUICK));
    }

    @Test
    void so_many_pass_at_once_and_the_next_when_one_is_answered() {
        List<Passage> passages = IntStream.range(0, CommandGate.INITIAL)
                .mapToObj(number -> gate.enter().orElseThrow())
                .toList();

        assertThat(gate.isFull()).isTrue();
        assertThat(gate.enter()).isEmpty();

        passages.getFirst().answered(TAKEN);
        assertThat(gate.isFull()).isFalse();
        assertThat(gate.enter()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void after_refusals_fewer_pass_down_to_those_that_always_may(int refusal) {
        int before = gate.room();
        windows(2, refusal);
        assertThat(gate.room()).isBetween(CommandGate.LEAST, before * 9 / 10);

        windows(WINDOWS, refusal);
        assertThat(gate.room()).isEqualTo(CommandGate.LEAST);
        assertThat(IntStream.range(0, CommandGate.LEAST).mapToObj(number -> gate.enter()))
                .allMatch(passage -> passage.isPresent());
        assertThat(gate.enter()).isEmpty();
    }

    @Test
    void one_refusal_among_many_answers_narrows() {
        windows(1, TAKEN);
        int before = gate.room();

        Passage refused = gate.enter().orElseThrow();
        nanos += QUICK.toNanos();
        refused.answered(TOO_MANY_REQUESTS);
        windows(1, TAKEN);

        assertThat(gate.room()).isLessThan(before);
    }

    @Test
    void answers_that_take_too_long_narrow_as_refusals_do() {
        int before = gate.room();

        aWindow(TAKEN, Duration.ofSeconds(CommandGate.TOO_LONG_SECONDS + 1));
        aWindow(TAKEN, Duration.ofSeconds(CommandGate.TOO_LONG_SECONDS + 1));

        assertThat(gate.room()).isLessThan(before);
    }

    @Test
    void once_nothing_is_refused_any_more_it_widens_up_to_the_most_that_may_pass() {
        windows(WINDOWS, TOO_MANY_REQUESTS);

        windows(10, TAKEN);
        assertThat(gate.room()).isBetween(CommandGate.LEAST + 1, CommandGate.LEAST + 10);

        windows(WINDOWS, TAKEN);
        assertThat(gate.room()).isEqualTo(CommandGate.MOST);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 400, 403, 404, 409, 412, 422, 500})
    void any_other_answer_does_not_narrow(int status) {
        windows(WINDOWS, status);

        assertThat(gate.room()).isEqualTo(CommandGate.MOST);
    }

    @Test
    void room_that_nobody_uses_does_not_grow() {
        int before = gate.room();

        for (int window = 0; window < WINDOWS; window++) {
            Passage alone = gate.enter().orElseThrow();
            nanos += QUICK.toNanos();
            alone.answered(TAKEN);
            nanos += Duration.ofMillis(CommandGate.WINDOW_MILLIS).toNanos();
        }

        assertThat(gate.room()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/commands/open-case, true",
        "POST, /api/commands, false",
        "GET, /api/commands/schemas/open-case, false",
        "POST, /api/files, false"
    })
    void it_guards_single_commands_alone(String method, String path, boolean guarded) {
        assertThat(CommandGate.guards(HttpMethod.valueOf(method), path)).isEqualTo(guarded);
    }
}
