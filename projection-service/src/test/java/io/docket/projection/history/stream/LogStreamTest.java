package io.docket.projection.history.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import io.docket.projection.LoanWork;
import io.docket.projection.history.Filters;
import io.docket.projection.history.StoredEvents;
import io.docket.projection.history.filter.EventTerms;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.NamedHistoryLog;
import io.docket.projection.history.log.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogStreamTest {
    private static final List<StoredEvent> LOG = log();

    private static List<StoredEvent> log() {
        List<StoredEvent> log = new ArrayList<>();
        log.addAll(StoredEvents.of(new LoanWork("acme", 0, 1).cases(20)));
        log.addAll(StoredEvents.of(new LoanWork("globex", 1, 2).cases(5)));
        log.addAll(StoredEvents.of(new LoanWork("acme", 2, 3).cases(20)));
        return log;
    }

    @Test
    void tells_the_whole_log_of_the_tenant_with_the_cursor_after_each_event() throws IOException {
        List<JsonNode> lines = lines(MemoryLog.all(LOG), Filters.of("acme"));

        assertThat(positions(lines)).isEqualTo(positionsOf("acme"));
        Cursor cursor = new Cursor(new long[3]);
        int next = 0;
        for (StoredEvent event : LOG) {
            cursor = cursor.after(event.position());
            if (next < lines.size()
                    && lines.get(next)
                            .path("position")
                            .asText()
                            .equals(event.position().toString())) {
                assertThat(lines.get(next++).path("cursor").asText()).isEqualTo(cursor.toString());
            }
        }
        assertThat(next).isEqualTo(lines.size());
    }

    @Test
    void from_the_cursor_of_any_line_the_rest_follows() throws IOException {
        List<JsonNode> whole = lines(MemoryLog.all(LOG), Filters.of("acme"));
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            int at = random.nextInt(whole.size());
            Cursor from = Cursor.parse(whole.get(at).path("cursor").asText());

            List<JsonNode> rest = lines(new MemoryLog(LOG, from), Filters.of("acme"));

            assertThat(positions(rest)).isEqualTo(positions(whole.subList(at + 1, whole.size())));
        }
    }

    @Test
    void the_cursors_of_its_lines_name_the_log() throws IOException {
        HistoryLog named = new NamedHistoryLog(77, from -> new MemoryLog(LOG, from));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (HistoryLog.Reader reader = named.open(new Cursor(new long[3]))) {
            new LogStream(reader, Filters.of("acme")).writeUntil(reader.end(), out);
        }

        Cursor last = new Cursor(77, MemoryLog.all(LOG).end().offsets());
        assertThat(parse(out).getLast().path("cursor").asText()).isEqualTo(last.toString());
    }

    @Test
    void takes_the_filters_of_a_search() throws IOException {
        HistoryFilter filter = Filters.of("acme", "type=docket.task.*", "actor=110*");

        List<JsonNode> lines = lines(MemoryLog.all(LOG), filter);

        assertThat(positions(lines))
                .isNotEmpty()
                .isEqualTo(LOG.stream()
                        .filter(event -> filter.matches(new EventTerms(event.envelope())))
                        .map(event -> event.position().toString())
                        .toList());
    }

    @Test
    void ends_where_the_log_ended_at_the_beginning() throws IOException {
        MemoryLog log = MemoryLog.all(LOG);
        Cursor end = new Cursor(new long[] {30, 0, 12});
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        new LogStream(log, Filters.of("acme")).writeUntil(end, out);

        assertThat(positions(parse(out)))
                .isEqualTo(LOG.stream()
                        .map(StoredEvent::position)
                        .filter(position -> position.offset() < end.next(position.partition()))
                        .map(Position::toString)
                        .toList());
    }

    @Test
    void a_log_that_falls_silent_before_its_end_breaks_off_and_does_not_end() {
        MemoryLog log = MemoryLog.all(LOG);
        Cursor further = log.end().after(new Position(0, 1_000_000));

        assertThatIOException()
                .isThrownBy(
                        () -> new LogStream(log, Filters.of("acme")).writeUntil(further, new ByteArrayOutputStream()))
                .withMessageContaining(further.toString());
    }

    @Test
    void follows_as_long_as_it_may() throws IOException {
        MemoryLog log = MemoryLog.all(LOG);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] turns = {3};

        new LogStream(log, Filters.of("acme")).follow(() -> turns[0]-- > 0, out);

        assertThat(parse(out)).hasSizeBetween(1, 3 * MemoryLog.BATCH);
    }

    @Test
    void a_record_with_broken_data_does_not_stop_the_others() throws IOException {
        List<StoredEvent> log = new ArrayList<>(LOG.subList(0, 3));
        StoredEvent second = log.get(1);
        log.set(1, new StoredEvent(second.position(), second.key(), second.headers(), "{".getBytes(UTF_8)));

        assertThat(positions(lines(MemoryLog.all(log), Filters.of("acme"))))
                .containsExactly(
                        log.get(0).position().toString(), log.get(2).position().toString());
    }

    private static List<JsonNode> lines(MemoryLog log, HistoryFilter filter) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new LogStream(log, filter).writeUntil(log.end(), out);
        return parse(out);
    }

    private static List<JsonNode> parse(ByteArrayOutputStream out) {
        return out.toString(UTF_8)
                .lines()
                .map(line -> Json.tree(line.getBytes(UTF_8)))
                .toList();
    }

    private static List<String> positions(List<JsonNode> lines) {
        return lines.stream().map(line -> line.path("position").asText()).toList();
    }

    private static List<String> positionsOf(String tenant) {
        return LOG.stream()
                .filter(event -> event.envelope().tenant().equals(tenant))
                .map(event -> event.position().toString())
                .toList();
    }
}
