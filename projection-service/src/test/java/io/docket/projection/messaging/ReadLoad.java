package io.docket.projection.messaging;

import io.docket.projection.query.Documents;
import io.docket.projection.query.ListQuery;
import io.docket.projection.query.PageCursor;
import io.docket.projection.query.Sort;
import io.docket.projection.view.DocumentKey;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads without a pause what must be there all the time: single documents, whole lists page by page, totals. */
final class ReadLoad implements Runnable {
    /** Cases of the tenant that are there from the beginning, by id. */
    private final List<String> known;

    private final Supplier<Documents> documents;
    private final BooleanSupplier on;
    private final AtomicLong reads = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    ReadLoad(List<String> known, Supplier<Documents> documents, BooleanSupplier on) {
        this.known = known;
        this.documents = documents;
        this.on = on;
    }

    @Override
    public void run() {
        for (int round = 0; on.getAsBoolean(); round++) {
            try {
                String id = known.get(round % known.size());
                if (one("cases", id) == 0 || one("timelines", "case/" + id) == 0) {
                    faults.add("empty: " + id);
                }
                if (round % 10 == 0) {
                    pages();
                }
            } catch (RuntimeException failed) {
                faults.add("failed: " + failed);
            }
        }
    }

    /** How many reads there were. */
    long reads() {
        return reads.get();
    }

    /** What went wrong with any of them. */
    Queue<String> faults() {
        return faults;
    }

    private int one(String view, String id) {
        reads.incrementAndGet();
        return await(documents.get().find(new DocumentKey(view, "acme", id))).isPresent() ? 1 : 0;
    }

    private void pages() {
        Sort sort = new Sort("openedAt", "openedAt");
        Set<String> seen = new HashSet<>();
        @Nullable PageCursor after = null;
        do {
            reads.incrementAndGet();
            Documents.Page page =
                    await(documents.get().list(new ListQuery("cases", "acme", List.of(), sort, after, 100, List.of())));
            page.items().forEach(item -> {
                if (!seen.add(String.valueOf(item.get("id")))) {
                    faults.add("twice on the pages of one list: " + item.get("id"));
                }
            });
            after = page.next().orElse(null);
        } while (after != null);
        if (!seen.containsAll(known)) {
            faults.add("missing in a list: " + (known.size() - seen.size()));
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(30));
    }
}
