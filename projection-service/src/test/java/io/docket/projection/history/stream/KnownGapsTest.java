package io.docket.projection.history.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.NamedHistoryLog;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownGapsTest {
    private static final String PASS = "pass";
    private static final HistoryLog.Gap ONE = new HistoryLog.Gap(new Position(1, 1_000), new Position(1, 1_010), 7);
    private static final HistoryLog.Gap OTHER = new HistoryLog.Gap(new Position(4, 20), new Position(4, 33), 0);

    @Test
    void a_gap_that_is_not_known_is_told_with_what_it_takes_to_pass_over_it() {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> KnownGaps.read(PASS, "1-1010").requireAll(List.of(ONE, OTHER)))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(410))
                .satisfies(
                        problem -> assertThat(problem.getType()).hasToString("https://docket.io/problems/events-lost"))
                .satisfies(problem -> assertThat(problem.getDetail())
                        .contains("at 1-1010 after 1-1000", "at 4-33 after 4-20", "pass=1-1010,4-33"))
                .satisfies(problem -> assertThat(problem.getParameters())
                        .containsEntry(
                                "gaps",
                                List.of(
                                        new KnownGaps.Told(1, "1-1000", "1-1010", 7),
                                        new KnownGaps.Told(4, "4-20", "4-33", 0))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1010,4-33", "4-33, 1-1010, 0-0"})
    void gaps_that_are_known_are_passed_over(String known) {
        assertThatCode(() -> KnownGaps.read(PASS, known).requireAll(List.of(ONE, OTHER)))
                .doesNotThrowAnyException();
    }

    @Test
    void a_gap_that_has_grown_is_not_known() {
        HistoryLog.Gap grown = new HistoryLog.Gap(ONE.last(), new Position(1, 1_020), 17);

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> KnownGaps.read(PASS, "1-1010").requireAll(List.of(grown)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "1-1010;4-33", ",", "1-1010,"})
    void what_is_no_position_is_refused(String text) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> KnownGaps.read(PASS, text))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(400));
    }

    @Test
    void a_log_that_is_named_tells_of_its_gaps() {
        MemoryLog log = new MemoryLog(List.of(), new Cursor(new long[3]));
        HistoryLog.Reader reader = new NamedHistoryLog(77, from -> log.with(ONE)).open(new Cursor(new long[3]));

        assertThat(reader.gaps()).containsExactly(ONE);
    }
}
