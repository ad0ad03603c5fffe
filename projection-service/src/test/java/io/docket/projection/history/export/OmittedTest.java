package io.docket.projection.history.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.projection.Events;
import io.docket.projection.history.Filters;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.index.HistoryIndex;
import io.docket.projection.history.index.Snapshot;
import io.docket.projection.view.LogEvent;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OmittedTest {
    private static final byte[] MEBIBYTE = ("{\"text\":\"" + "x".repeat(1024 * 1024 - 11) + "\"}").getBytes(UTF_8);

    private final Events log = new Events("acme", 0);
    private final List<LogEvent> events = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void what_fits_is_not_left_out() {
        many("automation", "a1", CaseHistories.MAX_EVENTS);
        large("case", "c1", 16);

        assertThat(omitted(false)).isEmpty();
    }

    @Test
    void one_event_or_one_byte_more_is_left_out() {
        many("automation", "a1", CaseHistories.MAX_EVENTS + 1);
        large("case", "c1", 16);
        many("case", "c1", 1);
        many("case", "c2", 1);

        assertThat(omitted(false)).containsExactly("a1", "c1");
    }

    @Test
    void only_what_is_asked_for_is_left_out() {
        many("automation", "a1", CaseHistories.MAX_EVENTS + 1);
        large("case", "c1", 17);

        assertThat(omitted(true)).isEmpty();
        assertThat(omitted(false, "entity=case")).containsExactly("c1");
        assertThat(omitted(false, "actor=nobody")).isEmpty();
        assertThat(omitted(false, "root=c*")).containsExactly("c1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root=c1", "subject=case/c1", "root=c1,c2"})
    void what_is_asked_for_by_name_is_refused_with_the_way_to_get_it(String filter) {
        large("case", "c1", 17);

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> omitted(false, filter))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(422))
                .satisfies(problem -> assertThat(problem.getDetail()).contains("c1 has", "format=ndjson"));
    }

    @Test
    void other_formats_leave_nothing_out() {
        large("case", "c1", 17);

        withSnapshot((snapshot, filter) -> {
            assertThat(ExportFormat.NDJSON.omitted(snapshot, filter).roots()).isEmpty();
            assertThat(ExportFormat.PARQUET.omitted(snapshot, filter).roots()).isEmpty();
            assertThat(ExportFormat.OCEL.omitted(snapshot, filter).roots()).containsExactly("c1");
            return Set.of();
        });
    }

    private void many(String entity, String id, int number) {
        for (int i = 0; i < number; i++) {
            events.add(log.next(entity, id, "ann", "docket." + entity + ".touched.v1", "{}".getBytes(UTF_8), null));
        }
    }

    private void large(String entity, String id, int mebibytes) {
        for (int i = 0; i < mebibytes; i++) {
            events.add(log.next(entity, id, "ann", "docket." + entity + ".touched.v1", MEBIBYTE, null));
        }
    }

    private Set<String> omitted(boolean casesOnly, String... filter) {
        return withSnapshot((snapshot, all) ->
                Omitted.of(snapshot, Filters.of("acme", filter), casesOnly).roots());
    }

    private Set<String> withSnapshot(Use use) {
        try (HistoryIndex index = Histories.of(folder, events);
                Snapshot snapshot = index.snapshot()) {
            return use.of(snapshot, Filters.of("acme"));
        }
    }

    private interface Use {
        Set<String> of(Snapshot snapshot, HistoryFilter all);
    }
}
