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
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast the history is indexed and searched: six partitions of made-up loan work. Arguments: cases in each,
 * searches of each kind.
 */
final class HistoryRate {
    private static final double NANOS = 1e9;
    private static final int PAGE = 50;
    private static final int BATCH = 1_000;
    private static final int PARTITIONS = 6;

    private HistoryRate() {}

    public static void main(String[] arguments) throws IOException {
        int cases = Integer.parseInt(arguments[0]);
        int searches = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("history-rate");
        try (HistoryIndex index = HistoryIndex.open(folder, "log")) {
            fill(index, cases);
            Random random = new Random(9);
            for (int round = 0; round < 2; round++) {
                search(index, searches, "everything", i -> new String[0]);
                search(index, searches, "entity", i -> new String[] {"entity=task"});
                search(index, searches, "subject", i -> new String[] {"subject=case/" + aCase(random, cases)});
                search(index, searches, "subject*", i -> new String[] {"subject=case/p3-1*"});
                search(index, searches, "*subject", i -> new String[] {"subject=*" + random.nextInt(cases)});
                search(index, searches, "root", i -> new String[] {"root=" + aCase(random, cases)});
                search(index, searches, "type", i -> new String[] {"type=docket.case.closed.v1"});
                search(index, searches, "type*", i -> new String[] {"type=docket.task.*"});
                search(index, searches, "actor", i -> new String[] {"actor=1" + (1000 + random.nextInt(68))});
                search(index, searches, "text", i -> new String[] {"text=" + aCase(random, cases)});
                search(index, searches, "text*", i -> new String[] {"text=w_val*"});
                search(index, searches, "data", i -> new String[] {"data.to=A_FINALIZED"});
                search(index, searches, "data number", i ->
                        new String[] {"data.amountRequested=" + (1000 + random.nextInt(50_000))});
                search(index, searches, "data absent", i -> new String[] {"data.assignee=", "entity=task"});
                search(index, searches, "time", i -> {
                    int hour = random.nextInt(10);
                    return new String[] {"from=2026-01-01T0" + hour + ":00:00Z", "to=2026-01-01T0" + hour + ":05:00Z"};
                });
                search(index, searches, "type, actor, time, data", i -> new String[] {
                    "type=docket.case.moved.v1",
                    "actor=1" + (1000 + random.nextInt(68)),
                    "data.to=A_*",
                    "from=2026-01-01T02:00:00Z"
                });
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static String aCase(Random random, int cases) {
        return "p" + random.nextInt(PARTITIONS) + "-" + random.nextInt(cases);
    }

    private static void fill(HistoryIndex index, int cases) throws IOException {
        long events = 0;
        long nanos = 0;
        Cursor cursor = new Cursor(new long[0]);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<LogEvent> work = new LoanWork("acme", partition, partition).cases(cases);
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

    private static void search(HistoryIndex index, int searches, String name, IntFunction<String[]> query) {
        long[] nanos = new long[2 * searches];
        long found = 0;
        for (int i = 0; i < searches; i++) {
            HistoryFilter filter = Filters.of("acme", query.apply(i));
            boolean newestFirst = i % 2 == 0;
            long started = System.nanoTime();
            Snapshot.Page first = page(index, filter, newestFirst, null);
            nanos[2 * i] = System.nanoTime() - started;
            started = System.nanoTime();
            page(index, filter, newestFirst, first.next());
            nanos[2 * i + 1] = System.nanoTime() - started;
            found += first.events().size();
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%s p50=%.2fms p99=%.2fms found=%.1f%n",
                name,
                nanos[searches] / NANOS * 1_000,
                nanos[2 * searches - 1 - searches / 50] / NANOS * 1_000,
                (double) found / searches);
    }

    private static Snapshot.Page page(
            HistoryIndex index, HistoryFilter filter, boolean newestFirst, @Nullable Place after) {
        try (Snapshot snapshot = index.snapshot()) {
            Snapshot.Page page = snapshot.page(filter, newestFirst, after, PAGE);
            CloudEventBytes json = new CloudEventBytes();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            page.events().forEach(event -> json.write(event, null, out));
            return page;
        }
    }
}
