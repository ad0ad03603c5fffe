package io.docket.projection.history.index;

import io.docket.projection.history.filter.HistoryFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;

/** Goes through those of some roots that have more events or bytes of data than the limits. Reads sizes, no records. */
final class LargeRoots implements Iterator<String> {
    private final Iterator<String> roots;
    private final IndexReader index;
    private final HistoryFilter filter;
    private final int mostEvents;
    private final long mostBytes;
    private @Nullable String next;

    LargeRoots(Iterator<String> roots, IndexReader index, HistoryFilter filter, int mostEvents, long mostBytes) {
        this.roots = roots;
        this.index = index;
        this.filter = filter;
        this.mostEvents = mostEvents;
        this.mostBytes = mostBytes;
        advance();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public String next() {
        String large = next;
        if (large == null) {
            throw new NoSuchElementException();
        }
        advance();
        return large;
    }

    private void advance() {
        next = null;
        try {
            while (next == null && roots.hasNext()) {
                String root = roots.next();
                next = isLarge(new Term(Fields.TENANT_ROOT, Fields.tenantRoot(filter.tenant(), root))) ? root : null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isLarge(Term root) throws IOException {
        long events = 0;
        long bytes = 0;
        for (LeafReaderContext leaf : index.leaves()) {
            PostingsEnum found = leaf.reader().postings(root, PostingsEnum.NONE);
            NumericDocValues sizes = found == null ? null : leaf.reader().getNumericDocValues(Fields.BYTES);
            if (found != null && sizes != null) {
                while (found.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    events++;
                    bytes += sizes.advanceExact(found.docID()) ? sizes.longValue() : 0;
                }
            }
        }
        return events > mostEvents || bytes > mostBytes;
    }
}
