package io.docket.projection.timeline;

import io.docket.contracts.envelope.Subject;
import io.docket.kit.problem.Problems;
import io.docket.projection.deadletter.Evictions;
import io.docket.projection.timeline.Timelines.Page;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Pages of timelines, each entry with what its event changed. For that, the events before the page are folded, in stretches:
 * in memory are one stretch, the page, and the state of what the page is about, however long the timeline is.
 */
@ApplicationScoped
public class ToldTimelines {
    /** Entries that are read at once. A timeline that is longer up to the end of its page is a long one. */
    static final int STRETCH = 512;

    /** Long timelines that are read at once. */
    static final int MAX_LONG = 4;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Timelines timelines;
    private final TimelineEvents events;
    private final Changes changes;
    private final Evictions evictions;
    private final Semaphore room = new Semaphore(MAX_LONG);

    public ToldTimelines(Timelines timelines, TimelineEvents events, Changes changes, Evictions evictions) {
        this.timelines = timelines;
        this.events = events;
        this.changes = changes;
        this.evictions = evictions;
    }

    /** The page; 404 if there is no such root, 503 if it is a long way to it and too many go such ways already. */
    public Uni<Page> page(String tenant, Subject root, TimelineQuery query) {
        return timelines
                .page(tenant, root, query.sort().descending(), query.after(), query.limit())
                .chain(page -> page.places().isEmpty() ? Uni.createFrom().item(page) : told(tenant, root, page));
    }

    private Uni<Page> told(String tenant, Subject root, Page page) {
        long count = Collections.max(page.places()) + 1;
        if (count <= STRETCH) {
            return fold(tenant, root, page, count);
        }
        if (!room.tryAcquire()) {
            throw Problems.unavailable("Too many long timelines are read at once", RETRY_AFTER);
        }
        return Uni.createFrom()
                .deferred(() -> fold(tenant, root, page, count))
                .onTermination()
                .invoke(room::release);
    }

    /** Folds the first so many events. */
    private Uni<Page> fold(String tenant, Subject root, Page page, long count) {
        return evictions.of(tenant, root.id()).chain(leftOut -> {
            Reading reading = new Reading(page, changes.course(leftOut), count);
            return Multi.createBy()
                    .repeating()
                    .uni(
                            () -> reading,
                            so -> events.next(so.following(), tenant, root, so.last, so)
                                    .invoke(so::add))
                    .whilst(stretch -> reading.following() > 0)
                    .collect()
                    .last()
                    .map(stretch -> page.with(reading.told));
        });
    }

    /** How far a timeline is folded. Wants the events of what the page is about alone. */
    private static final class Reading implements TimelineEvents.Wanted {
        private final Set<String> subjects = new HashSet<>();
        private final Set<String> shown = new HashSet<>();
        private final Map<String, Changes.Told> told = new HashMap<>();
        private final Changes.Course course;
        private long left;
        private @Nullable Long last;

        Reading(Page page, Changes.Course course, long count) {
            this.course = course;
            this.left = count;
            page.entries().forEach(entry -> {
                subjects.add(String.valueOf(entry.get("subject")));
                shown.add(String.valueOf(entry.get("position")));
            });
        }

        /** Entries of the next stretch. */
        int following() {
            return (int) Math.min(STRETCH, left);
        }

        @Override
        public boolean test(String subject, long version, Instant recordedAt) {
            return subjects.contains(subject);
        }

        void add(TimelineEvents.Stretch stretch) {
            for (LogEvent event : stretch.events()) {
                String position = event.position().toString();
                if (shown.contains(position)) {
                    told.put(position, course.told(event));
                } else {
                    course.pass(event);
                }
            }
            Long before = last;
            last = stretch.last().orElse(null);
            left = last == null ? 0 : left - (last - (before == null ? -1 : before));
        }
    }
}
