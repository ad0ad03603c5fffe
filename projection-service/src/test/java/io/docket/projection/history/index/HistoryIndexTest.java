package io.docket.projection.history.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import io.docket.projection.LoanWork;
import io.docket.projection.history.Filters;
import io.docket.projection.history.StoredEvents;
import io.docket.projection.history.filter.EventTerms;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.log.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryIndexTest {
    private static final List<StoredEvent> LOG = log();
    private static final Comparator<StoredEvent> OLDEST_FIRST = Comparator.<StoredEvent>comparingLong(
                    event -> Fields.micros(event.envelope().time()))
            .thenComparingLong(event -> Fields.place(event.position()));

    @TempDir
    static Path shared;

    private static HistoryIndex whole;

    @TempDir
    Path folder;

    @BeforeAll
    static void index_the_log() {
        whole = filled(shared);
    }

    @AfterAll
    static void close() {
        whole.close();
    }

    /** Two partitions and two tenants, mixed as a reader gets them. */
    private static List<StoredEvent> log() {
        List<Iterator<StoredEvent>> sources = new ArrayList<>();
        sources.add(StoredEvents.of(new LoanWork("acme", 0, 1).cases(60)).iterator());
        sources.add(StoredEvents.of(new LoanWork("acme", 1, 2).cases(60)).iterator());
        sources.add(StoredEvents.of(new LoanWork("globex", 2, 3).cases(20)).iterator());
        Random random = new Random(4);
        List<StoredEvent> log = new ArrayList<>();
        while (!sources.isEmpty()) {
            Iterator<StoredEvent> source = sources.get(random.nextInt(sources.size()));
            log.add(source.next());
            sources.removeIf(any -> !any.hasNext());
        }
        return log;
    }

    @Test
    void the_longest_text_with_anything_around_it_can_be_looked_for() {
        String longest = "*" + "a".repeat(198) + "*";
        for (String name : List.of("actor", "subject", "data.a.b.c")) {
            try (Snapshot snapshot = whole.snapshot()) {
                assertThat(snapshot.page(Filters.of("acme", name + "=" + longest), false, null, 10)
                                .events())
                        .isEmpty();
            }
        }
    }

    @Test
    void the_first_and_the_last_time_that_may_be_asked_for_hold_everything() {
        try (Snapshot snapshot = whole.snapshot()) {
            HistoryFilter ever = Filters.of("acme", "from=0001-01-01", "to=9999-12-31");
            assertThat(snapshot.all(ever)).hasNext();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "entity=task",
                "entity=task,case-type",
                "subject=case/p0-7",
                "subject=case/p1-1*",
                "subject=*7",
                "subject=*1-1*",
                "type=docket.task.*",
                "type=docket.case.closed.v1,docket.case.opened.v1",
                "actor=11005",
                "actor=110*",
                "root=p0-3",
                "text=sent",
                "text=w_val*",
                "text=loan p0",
                "from=2026-01-01T00:02:00Z&to=2026-01-01T00:04:00Z",
                "to=2026-01-01T00:01:00.000000001Z",
                "data.offer.state=SENT",
                "data.rate=4.250",
                "data.rate=",
                "data.to=A_*",
                "data.assignee=*&entity=task",
                "data.amountRequested=*&data.title=Loan p0-1*",
                "type=docket.case.moved.v1&data.to=A_FINALIZED&data.to=A_APPROVED&actor=11*",
                "text=nothing",
                "actor=nobody*"
            })
    void finds_what_the_filter_means_in_either_order(String query) {
        HistoryFilter filter = Filters.of("acme", query.isEmpty() ? new String[0] : query.split("&"));
        List<StoredEvent> expected = LOG.stream()
                .filter(event -> filter.matches(new EventTerms(event.envelope())))
                .sorted(OLDEST_FIRST)
                .toList();

        assertThat(pages(whole, filter, false, 7)).isEqualTo(positions(expected));
        assertThat(pages(whole, filter, true, 50)).isEqualTo(positions(expected.reversed()));
    }

    @Test
    void gives_back_every_record_byte_by_byte_in_the_order_of_the_log() {
        HistoryFilter filter = Filters.of("acme");
        try (Snapshot snapshot = whole.snapshot()) {
            List<StoredEvent> found = new ArrayList<>();
            snapshot.all(filter).forEachRemaining(found::add);

            List<StoredEvent> expected = LOG.stream()
                    .filter(event -> filter.matches(new EventTerms(event.envelope())))
                    .toList();
            assertThat(positions(found)).isEqualTo(positions(expected));
            for (int i = 0; i < found.size(); i++) {
                assertThat(StoredForm.write(found.get(i))).isEqualTo(StoredForm.write(expected.get(i)));
            }
        }
    }

    @Test
    void goes_through_the_roots_of_one_tenant_in_order() {
        try (Snapshot snapshot = whole.snapshot()) {
            List<String> found = new ArrayList<>();
            snapshot.roots(Filters.of("acme", "root=p0-*")).forEachRemaining(found::add);

            TreeSet<String> expected = new TreeSet<>();
            LOG.stream()
                    .map(event -> event.envelope().root())
                    .filter(root -> root.startsWith("p0-"))
                    .forEach(expected::add);
            assertThat(found).containsExactlyElementsOf(expected);
            assertThat(snapshot.roots(Filters.of("nobody"))).isExhausted();
        }
    }

    @Test
    void a_root_with_too_many_events_is_refused() {
        try (Snapshot snapshot = whole.snapshot()) {
            assertThatExceptionOfType(Snapshot.TooManyEventsException.class)
                    .isThrownBy(() -> snapshot.ofRoot(Filters.of("acme"), "p0-3", 2));
        }
    }

    @Test
    void after_any_end_it_goes_on_where_its_last_commit_was() {
        Random random = new Random(5);
        int next = 0;
        while (next < LOG.size()) {
            try (HistoryIndex index = HistoryIndex.open(folder, "log")) {
                next = added(index.indexed());
                for (int step = 0; step < 3 && next < LOG.size(); step++) {
                    int until = Math.min(LOG.size(), next + 1 + random.nextInt(400));
                    index.add(LOG.subList(next, until), cursor(until));
                    next = until;
                    if (step == 1 || next == LOG.size()) {
                        index.commit();
                    }
                }
            }
        }

        try (HistoryIndex index = HistoryIndex.open(folder, "log")) {
            index.refresh();
            assertThat(index.indexed()).isEqualTo(cursor(LOG.size()));
            HistoryFilter all = Filters.of("acme");
            List<StoredEvent> expected = LOG.stream()
                    .filter(event -> all.matches(new EventTerms(event.envelope())))
                    .sorted(OLDEST_FIRST)
                    .toList();
            assertThat(pages(index, all, false, 500)).isEqualTo(positions(expected));
        }
    }

    @Test
    void an_index_of_another_log_or_a_broken_one_is_made_anew() throws IOException {
        filled(folder).close();

        try (HistoryIndex index = HistoryIndex.open(folder, "another")) {
            assertThat(index.indexed()).isEqualTo(new Cursor(new long[0]));
            index.add(LOG, cursor(LOG.size()));
            index.commit();
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(any -> !any.getFileName().toString().equals("write.lock"))
                    .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        try (HistoryIndex index = HistoryIndex.open(folder, "another")) {
            assertThat(index.indexed()).isEqualTo(new Cursor(new long[0]));
            assertThat(pages(index, Filters.of("acme"), true, 10)).isEmpty();
        }
    }

    @Test
    void a_folder_in_use_is_refused() {
        try (HistoryIndex index = filled(folder)) {
            assertThat(index.indexed()).isNotNull();
            assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> HistoryIndex.open(folder, "log"));
        }
    }

    @Test
    void what_is_no_event_is_left_out() {
        StoredEvent first = LOG.getFirst();
        StoredEvent broken = new StoredEvent(new Position(0, 7), first.key(), List.of(), first.data());
        StoredEvent noJson = new StoredEvent(new Position(0, 8), first.key(), first.headers(), new byte[] {'{'});
        try (HistoryIndex index = HistoryIndex.open(folder, "log")) {
            index.add(List.of(broken, noJson, first), cursor(1));
            index.refresh();

            assertThat(pages(index, Filters.of(first.envelope().tenant()), true, 10))
                    .containsExactly(first.position());
        }
    }

    private static HistoryIndex filled(Path folder) {
        HistoryIndex index = HistoryIndex.open(folder, "log");
        for (int from = 0; from < LOG.size(); from += 100) {
            int until = Math.min(LOG.size(), from + 100);
            index.add(LOG.subList(from, until), cursor(until));
            index.refresh();
        }
        index.commit();
        return index;
    }

    private static List<Position> pages(HistoryIndex index, HistoryFilter filter, boolean newestFirst, int limit) {
        List<StoredEvent> found = new ArrayList<>();
        try (Snapshot snapshot = index.snapshot()) {
            Snapshot.Page page = snapshot.page(filter, newestFirst, null, limit);
            found.addAll(page.events());
            while (page.next() != null) {
                page = snapshot.page(filter, newestFirst, page.next(), limit);
                found.addAll(page.events());
            }
        }
        return positions(found);
    }

    private static List<Position> positions(List<StoredEvent> events) {
        return events.stream().map(StoredEvent::position).toList();
    }

    /** The cursor after so many events of the log. */
    private static Cursor cursor(int events) {
        Cursor cursor = new Cursor(new long[0]);
        for (StoredEvent event : LOG.subList(0, events)) {
            cursor = cursor.after(event.position());
        }
        return cursor;
    }

    /** How many events of the log are before the cursor. */
    private static int added(Cursor cursor) {
        return (int) LOG.stream()
                .filter(event ->
                        event.position().offset() < cursor.next(event.position().partition()))
                .count();
    }
}
