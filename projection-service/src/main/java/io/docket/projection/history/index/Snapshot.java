package io.docket.projection.history.index;

import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.log.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** The history as it was when it was asked for. Used by one thread. */
public final class Snapshot implements AutoCloseable {
    /** Data of a page after which no further event is added to it. */
    static final int MAX_PAGE_BYTES = 4 * 1024 * 1024;

    /** Data of a root after which it is too large to be put in order in memory. */
    public static final int MAX_ROOT_BYTES = 16 * 1024 * 1024;

    private static final int TOTAL_IS_OF_NO_INTEREST = 1;

    private final IndexSearcher searcher;
    private final Release release;

    Snapshot(IndexSearcher searcher, Release release) {
        this.searcher = searcher;
        this.release = release;
    }

    /**
     * A page.
     *
     * @param after place of the last event of the page before; absent for the first
     * @param limit the most events; there are fewer where they are large
     */
    public Page page(HistoryFilter filter, boolean newestFirst, @Nullable Place after, int limit) {
        Sort sort = new Sort(
                new SortField(Fields.RECORDED, SortField.Type.LONG, newestFirst),
                new SortField(Fields.PLACE, SortField.Type.LONG, newestFirst));
        FieldDoc last = after == null
                ? null
                : new FieldDoc(Integer.MAX_VALUE, Float.NaN, new Object[] {after.recorded(), after.position()});
        try {
            ScoreDoc[] found = searcher.search(
                            Queries.of(filter),
                            new TopFieldCollectorManager(sort, limit + 1, last, TOTAL_IS_OF_NO_INTEREST))
                    .scoreDocs;
            List<StoredEvent> events = new ArrayList<>();
            StoredFields stored = searcher.storedFields();
            long bytes = 0;
            while (events.size() < Math.min(limit, found.length) && bytes < MAX_PAGE_BYTES) {
                StoredEvent event = record(stored, found[events.size()].doc);
                bytes += event.data().length;
                events.add(event);
            }
            int shown = events.size();
            return new Page(events, found.length > shown ? place((FieldDoc) found[shown - 1]) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Place place(FieldDoc document) {
        return new Place((Long) document.fields[0], (Long) document.fields[1]);
    }

    /** Every event of the filter, each partition in the order of the log. */
    public Iterator<StoredEvent> all(HistoryFilter filter) {
        return new Scan(searcher, Queries.of(filter));
    }

    /** Every root of the tenant that the filter may mean, in their order, whether it has events of the filter or not. */
    public Iterator<String> roots(HistoryFilter filter) {
        try {
            Terms terms = MultiTerms.getTerms(searcher.getIndexReader(), Fields.TENANT_ROOT);
            return terms == null
                    ? List.<String>of().iterator()
                    : new Roots(terms.iterator(), Fields.tenantRoot(filter.tenant(), ""), filter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True if the root has an event of the filter. */
    public boolean hasRoot(HistoryFilter filter, String root) {
        try {
            return searcher.count(Queries.ofRoot(filter, root)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Those of the {@link #roots} that are larger than {@link #ofRoot} allows, all their events taken together, in their
     * order.
     *
     * @param most the most events that are read of one
     */
    public Iterator<String> tooLarge(HistoryFilter filter, int most) {
        return new LargeRoots(roots(filter), searcher.getIndexReader(), filter, most, MAX_ROOT_BYTES);
    }

    /**
     * The events of one root among those of the filter, in the order of the log.
     *
     * @param most the most events that are read
     * @throws TooManyEventsException if there are more
     */
    public List<StoredEvent> ofRoot(HistoryFilter filter, String root, int most) {
        Query query = Queries.ofRoot(filter, root);
        try {
            if (searcher.count(query) > most) {
                throw new TooManyEventsException(root + " has more than " + most + " events");
            }
            List<StoredEvent> events = new ArrayList<>();
            long bytes = 0;
            for (Iterator<StoredEvent> scan = new Scan(searcher, query); scan.hasNext(); ) {
                StoredEvent event = scan.next();
                bytes += event.data().length;
                if (bytes > MAX_ROOT_BYTES) {
                    throw new TooManyEventsException(root + " has more than " + MAX_ROOT_BYTES + " bytes of data");
                }
                events.add(event);
            }
            events.sort(Comparator.comparing(event -> Fields.place(event.position())));
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static StoredEvent record(StoredFields stored, int document) throws IOException {
        BytesRef record = stored.document(document, Set.of(Fields.RECORD)).getBinaryValue(Fields.RECORD);
        if (record == null) {
            throw new IllegalStateException("the index has a document without a record");
        }
        return StoredForm.read(record);
    }

    @Override
    public void close() {
        try {
            release.now();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Events in order.
     *
     * @param events the events
     * @param next place of the last of them, if more follow
     */
    public record Page(List<StoredEvent> events, @Nullable Place next) {}

    /** A root has more events than can be put in order in memory. */
    public static final class TooManyEventsException extends RuntimeException {
        TooManyEventsException(String what) {
            super(what);
        }
    }

    /** Gives the snapshot back. */
    @FunctionalInterface
    interface Release {
        void now() throws IOException;
    }
}
