package io.docket.projection.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.position.Position;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarksTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Watermarks watermarks = new Watermarks();

    @Test
    void who_does_not_want_to_wait_hears_at_once_whether_it_is_there() {
        watermarks.reached(4, 10);

        assertThat(watermarks.await(new Position(4, 9), Duration.ZERO).await().atMost(LONG))
                .isTrue();
        assertThat(watermarks.await(new Position(4, 10), Duration.ZERO).await().atMost(LONG))
                .isFalse();
    }

    @Test
    void a_position_that_is_reached_is_not_waited_for() {
        watermarks.reached(4, 11);

        assertThat(watermarks.await(new Position(4, 10), LONG).await().atMost(LONG))
                .isTrue();
    }

    @Test
    void a_wait_ends_when_its_position_is_reached_and_not_before() {
        var early = waiting(new Position(4, 10));
        var late = waiting(new Position(4, 11));
        var elsewhere = waiting(new Position(3, 10));

        watermarks.reached(4, 11);

        assertThat(early.awaitItem().getItem()).isTrue();
        late.assertNotTerminated();
        elsewhere.assertNotTerminated();
        assertThat(watermarks.awaited()).containsExactly(3, 4);
    }

    @Test
    void a_wait_that_is_too_long_ends_without_the_position_and_leaves_nothing() {
        var reached = watermarks
                .await(new Position(4, 10), Duration.ofMillis(20))
                .await()
                .atMost(LONG);

        assertThat(reached).isFalse();
        assertThat(watermarks.awaited()).isEmpty();
    }

    @Test
    void too_many_waits_are_refused() {
        for (int i = 0; i < Watermarks.MAX_WAITING; i++) {
            waiting(new Position(1, 5));
        }

        waiting(new Position(1, 5)).awaitFailure().assertFailedWith(Watermarks.TooManyWaiting.class);
    }

    @ParameterizedTest
    @CsvSource({"2.5,PT2.5S", "0,PT0S", "PT3S,PT3S", "PT10M,PT30S", "1e9,PT30S"})
    void a_wait_is_seconds_or_a_duration_and_bounded(String header, Duration expected) {
        assertThat(DocketAfter.wait(header)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "P1", "PT-1S"})
    void anything_else_is_no_wait(String header) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> DocketAfter.wait(header))
                .matches(problem -> problem.getStatusCode() == 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4", "6-1", "a-1", "-1-1", "4-"})
    void a_position_that_cannot_be_is_refused(String header) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> DocketAfter.position(header))
                .matches(problem -> problem.getStatusCode() == 400);
    }

    private UniAssertSubscriber<Boolean> waiting(Position position) {
        return watermarks.await(position, LONG).subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
