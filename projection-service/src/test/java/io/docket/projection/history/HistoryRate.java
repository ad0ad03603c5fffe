package io.docket.projection.history;

import io.docket.contracts.position.Cursor;
import io.docket.projection.LoanWork;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.index.HistoryIndex;
import io.docket.projection.history.index.Place;
import io.docket.projection.history.index.Snapshot;
import io.docket.projection.history.log.CloudEventBytes;
import io.docket.projection.history.log.StoredEvent;
import io.docket.projection.view.LogEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast the history is indexed and searched: six partitions of made-up loan work; beside it Lucene alone, where its
 * query is a single term or the beginning of one. Arguments: cases in each, searches of each kind.
 */
final class HistoryRate {
    private static final double NANOS = 1e9;
    private static final int PAGE = 50;
    private static final int BATCH = 1_000;
    private static final int PARTITIONS = 6;
    private static final int ROUNDS = 2;

    private final HistoryIndex index;
    private final PlainLucene plain;
    private final int cases;
    private final int searches;
    private final Random random = new Random(9);

    private HistoryRate(HistoryIndex index, PlainLucene plain, int cases, int searches) {
        this.index = index;
        this.plain = plain;
        this.cases = cases;
        this.searches = searches;
    }

    public static void main(String[] arguments) throws IOException {
        int cases = Integer.parseInt(arguments[0]);
        int searches = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("history-rate");
        try (HistoryIndex index = HistoryIndex.open(folder.resolve("index"), "log");
                PlainLucene plain = PlainLucene.of(folder.resolve("plain"), PARTITIONS, part -> work(part, cases))) {
            fill(index, cases);
            for (int round = 0; round < ROUNDS; round++) {
                new HistoryRate(index, plain, cases, searches).search();
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private void search() throws IOException {
        search("everything", i -> new String[0]);
        search("entity", i -> new String[] {"entity=task"});
        search("subject", i -> new String[] {"subject=case/" + aCase()});
        search("subject*", i -> new String[] {"subject=case/p3-1*"});
        search("*subject", i -> new String[] {"subject=*" + random.nextInt(cases)});
        search("root", i -> new String[] {"root=" + aCase()});
        search("type", i -> new String[] {"type=docket.case.closed.v1"});
        search("type*", i -> new String[] {"type=docket.task.*"});
        search("actor", i -> new String[] {"actor=1" + (1000 + random.nextInt(68))});
        search("text", i -> new String[] {"text=" + aCase()});
        search("text*", i -> new String[] {"text=w_val*"});
        search("data", i -> new String[] {"data.to=A_FINALIZED"});
        search("data number", i -> new String[] {"data.amountRequested=" + (1000 + random.nextInt(50_000))});
        search("data absent", i -> new String[] {"data.assignee=", "entity=task"});
        search("time", i -> {
            int hour = random.nextInt(10);
            return new String[] {"from=2026-01-01T0" + hour + ":00:00Z", "to=2026-01-01T0" + hour + ":05:00Z"};
        });
        search("type, actor, time, data", i -> new String[] {
            "type=docket.case.moved.v1",
            "actor=1" + (1000 + random.nextInt(68)),
            "data.to=A_*",
            "from=2026-01-01T02:00:00Z"
        });
    }

    private String aCase() {
        return "p" + random.nextInt(PARTITIONS) + "-" + random.nextInt(cases);
    }

    private static List<LogEvent> work(int partition, int cases) {
        return new LoanWork("acme", partition, partition).cases(cases);
    }

    private static void fill(HistoryIndex index, int cases) throws IOException {
        long events = 0;
        long nanos = 0;
        Cursor cursor = new Cursor(new long[0]);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<LogEvent> work = work(partition, cases);
            for (int from = 0; from < work.size(); from += BATCH) {
                List<StoredEvent> batch = StoredEvents.of(work.subList(from, Math.min(work.size(), from + BATCH)));
                cursor = cursor.after(batch.getLast().position());
                long started = System.nanoTime();
                index.add(batch, cursor);
                nanos += System.nanoTime() - started;
                events += batch.size();
            }
        }
        long started = System.nanoTime();
        index.commit();
        index.refresh();
        nanos += System.nanoTime() - started;
        System.out.printf(
                "indexed events=%d seconds=%.1f eventsPerSecond=%.0f%n",
                events, nanos / NANOS, events / (nanos / NANOS));
    }

    private void search(String name, IntFunction<String[]> query) throws IOException {
        Times ours = new Times();
        Times twin = new Times();
        long found = 0;
        for (int i = 0; i < searches; i++) {
            HistoryFilter filter = Filters.of("acme", query.apply(i));
            boolean newestFirst = i % 2 == 0;
            Snapshot.Page first = ours.of(() -> page(filter, newestFirst, null));
            ours.of(() -> page(filter, newestFirst, first.next()));
            found += first.events().size();
            Optional<Query> lucenes = PlainLucene.query(filter);
            if (lucenes.isPresent()) {
                FieldDoc last = twin.of(() -> plain.page(lucenes.get(), newestFirst, null, PAGE));
                twin.of(() -> plain.page(lucenes.get(), newestFirst, last, PAGE));
            }
        }
        System.out.printf(
                "%s %s found=%.1f%s%n", name, ours, (double) found / searches, twin.isEmpty() ? "" : " plain " + twin);
    }

    private Snapshot.Page page(HistoryFilter filter, boolean newestFirst, @Nullable Place after) {
        try (Snapshot snapshot = index.snapshot()) {
            Snapshot.Page page = snapshot.page(filter, newestFirst, after, PAGE);
            CloudEventBytes json = new CloudEventBytes();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            page.events().forEach(event -> json.write(event, null, out));
            return page;
        }
    }
}
