package io.docket.projection.history.index;

import io.docket.projection.history.log.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;

/** Goes through what a query finds, in the order of the documents, one record in memory at a time. */
final class Scan implements Iterator<StoredEvent> {
    private final Iterator<LeafReaderContext> leaves;
    private final Weight weight;
    private final StoredFields stored;
    private DocIdSetIterator documents = DocIdSetIterator.empty();
    private int base;
    private int next;

    Scan(IndexSearcher searcher, Query query) {
        try {
            this.leaves = searcher.getIndexReader().leaves().iterator();
            this.weight = searcher.createWeight(searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, 1);
            this.stored = searcher.storedFields();
            advance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasNext() {
        return next != DocIdSetIterator.NO_MORE_DOCS;
    }

    @Override
    public StoredEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            StoredEvent event = Snapshot.record(stored, base + next);
            advance();
            return event;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void advance() throws IOException {
        next = documents.nextDoc();
        while (next == DocIdSetIterator.NO_MORE_DOCS && leaves.hasNext()) {
            LeafReaderContext leaf = leaves.next();
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                documents = scorer.iterator();
                base = leaf.docBase;
                next = documents.nextDoc();
            }
        }
    }
}
