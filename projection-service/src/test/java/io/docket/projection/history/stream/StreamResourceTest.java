package io.docket.projection.history.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.position.Cursor;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.NamedHistoryLog;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamResourceTest {
    private static final HistoryLog LOG = new NamedHistoryLog(77, from -> new MemoryLog(List.of(), from));

    @ParameterizedTest
    @ValueSource(ints = {Cursor.ANY_LOG, 77})
    void a_cursor_of_this_log_or_of_no_named_one_is_taken(int log) {
        HistoryLog.Reader reader = StreamResource.open(LOG, new Cursor(log, new long[] {1, 2, 3}));

        assertThat(reader.place()).isEqualTo(new Cursor(77, new long[] {1, 2, 3}));
    }

    @Test
    void a_cursor_of_another_log_is_refused() {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> StreamResource.open(LOG, new Cursor(78, new long[] {1, 2, 3})))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(400))
                .satisfies(problem -> assertThat(problem.getDetail()).contains("from is a cursor of another log"));
    }
}
