package io.docket.projection.history.export;

import io.docket.projection.history.filter.Condition;
import io.docket.projection.history.filter.EventTerms;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.filter.Key;
import io.docket.projection.history.filter.TermPattern;
import io.docket.projection.history.index.Snapshot;
import io.docket.projection.history.log.StoredEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** The roots of a history one after the other, each with all its events: one root is in memory at a time. */
public final class CaseHistories {
    /** The most events of one root; one with more cannot be put in order in memory. */
    public static final int MAX_EVENTS = 20_000;

    /** Type of the event that every case begins with. */
    public static final String OPENED = "docket.case.opened.v1";

    private final Snapshot snapshot;
    private final HistoryFilter filter;
    private final HistoryFilter everything;
    private final HistoryFilter opened;
    private final Omitted omitted;

    /**
     * The histories of a filter.
     *
     * @param omitted roots that are passed over
     */
    public CaseHistories(Snapshot snapshot, HistoryFilter filter, Omitted omitted) {
        this.omitted = omitted;
        this.snapshot = snapshot;
        this.filter = filter;
        this.everything = new HistoryFilter(filter.tenant(), List.of());
        this.opened = new HistoryFilter(
                filter.tenant(), List.of(new Condition.AnyOf(Key.TYPE, List.of(TermPattern.exactly(OPENED)))));
    }

    /** Hands over every case that has an event of the filter. */
    public void eachCase(Consumer<History> root) {
        each(root, true);
    }

    /** Hands over every root that has an event of the filter. */
    public void each(Consumer<History> root) {
        each(root, false);
    }

    /** Roots that are passed over. */
    public Omitted omitted() {
        return omitted;
    }

    /** True if the root has an event of the filter, and is a case where only cases are asked for. */
    boolean isAsked(String root, boolean casesOnly) {
        return snapshot.hasRoot(filter, root) && (!casesOnly || snapshot.hasRoot(opened, root));
    }

    private void each(Consumer<History> root, boolean casesOnly) {
        Iterator<String> roots = snapshot.roots(filter);
        while (roots.hasNext()) {
            String next = roots.next();
            if (!omitted.has(next) && isAsked(next, casesOnly)) {
                root.accept(history(next));
            }
        }
    }

    private History history(String root) {
        List<EventTerms> all = new ArrayList<>();
        List<EventTerms> asked = new ArrayList<>();
        for (StoredEvent record : snapshot.ofRoot(everything, root, MAX_EVENTS)) {
            EventTerms event = new EventTerms(record.envelope());
            all.add(event);
            if (filter.matches(event)) {
                asked.add(event);
            }
        }
        return new History(root, all, asked);
    }

    /**
     * The events of a root, in the order of the log.
     *
     * @param root the root
     * @param all all of them
     * @param asked those that the filter asks for
     */
    public record History(String root, List<EventTerms> all, List<EventTerms> asked) {}
}
