package io.docket.projection.generations;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.apply.StoredPosition;
import io.docket.projection.generations.Account.Behind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProjectionStatusTest {
    private static final Instant ASKED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Map<Integer, Long> ENDS = Map.of(0, 60_000L, 1, 40_000L);

    private final ViewGenerations building =
            ViewGenerations.none("cases").request(1, "1", ASKED).serve(1, ASKED).request(2, "2", ASKED);

    @Test
    void progress_is_told_in_parts_of_the_log_events_a_second_and_time_to_go() {
        ProjectionStatus status = ProjectionStatus.of(
                building,
                2,
                Map.of(
                        0,
                        account(List.of("cases", "cases-g2"), 60_000, 50_000),
                        1,
                        account(List.of("cases"), 15_000, 12_000)),
                ENDS,
                ASKED.plusSeconds(30));

        assertThat(status.state()).isEqualTo("building");
        assertThat(status.percent()).isEqualTo(75.0);
        assertThat(status.eventsPerSecond()).isEqualTo(2_067);
        assertThat(status.remainingSeconds()).isEqualTo(10);
        assertThat(status.servingGeneration()).isEqualTo(1);
        assertThat(status.version()).isEqualTo(1);
        assertThat(status.codeVersion()).isEqualTo(2);
    }

    @Test
    void a_build_that_lacks_little_is_catching_up() {
        ProjectionStatus status = ProjectionStatus.of(
                building,
                2,
                Map.of(0, account(List.of(), 60_000, 1), 1, account(List.of(), 30_000, 1)),
                ENDS,
                ASKED.plusSeconds(30));

        assertThat(status.state()).isEqualTo("catching-up");
    }

    @Test
    void a_build_that_has_not_begun_does_not_know_how_long_it_takes() {
        ProjectionStatus status = ProjectionStatus.of(building, 2, Map.of(), ENDS, ASKED);

        assertThat(status.state()).isEqualTo("building");
        assertThat(status.percent()).isZero();
        assertThat(status.remainingSeconds()).isNull();
    }

    private static Account account(List<String> current, long next, long events) {
        return new Account(
                new StoredPosition(70_000, 70_000, current), Map.of("cases-g2", new Behind(next, next, events)));
    }
}
