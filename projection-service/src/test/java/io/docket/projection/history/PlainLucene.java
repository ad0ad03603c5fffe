package io.docket.projection.history;

import io.docket.projection.history.filter.Condition;
import io.docket.projection.history.filter.EventTerms;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.filter.Key;
import io.docket.projection.history.filter.TermPattern;
import io.docket.projection.view.LogEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;

/**
 * The native twin of the search: the same events and terms in Lucene alone, with what it does by itself. Nobody's tenant is
 * looked at, nothing resumes, and what is found are the stored bytes of the data.
 */
final class PlainLucene implements AutoCloseable {
    private static final String TIME = "time";
    private static final String BODY = "body";

    private final FSDirectory directory;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;

    private PlainLucene(FSDirectory directory) throws IOException {
        this.directory = directory;
        this.reader = DirectoryReader.open(directory);
        this.searcher = new IndexSearcher(reader);
    }

    /** Indexes the events of so many partitions in the folder. */
    static PlainLucene of(Path folder, int partitions, IntFunction<List<LogEvent>> work) throws IOException {
        FSDirectory directory = FSDirectory.open(folder);
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            for (int partition = 0; partition < partitions; partition++) {
                for (LogEvent event : work.apply(partition)) {
                    writer.addDocument(document(event));
                }
            }
            writer.commit();
        }
        return new PlainLucene(directory);
    }

    private static Document document(LogEvent event) {
        Document document = new Document();
        EventTerms terms = new EventTerms(event.envelope());
        for (Key key : Key.values()) {
            terms.of(key).forEach(term -> document.add(new StringField(key.field(), term, Field.Store.NO)));
        }
        document.add(new NumericDocValuesField(
                TIME, ChronoUnit.MICROS.between(Instant.EPOCH, event.envelope().time())));
        document.add(new StoredField(BODY, event.envelope().data()));
        return document;
    }

    /** The filter as Lucene's own query, where it is all events, or one key with one term or the beginning of one. */
    static Optional<Query> query(HistoryFilter filter) {
        if (filter.conditions().isEmpty()) {
            return Optional.of(MatchAllDocsQuery.INSTANCE);
        }
        if (filter.conditions().size() == 1
                && filter.conditions().getFirst() instanceof Condition.AnyOf(Key key, List<TermPattern> patterns)
                && patterns.size() == 1
                && !patterns.getFirst().anyBefore()) {
            TermPattern pattern = patterns.getFirst();
            Term term = new Term(key.field(), pattern.prefix() + pattern.text());
            return Optional.of(new ConstantScoreQuery(pattern.isExact() ? new TermQuery(term) : new PrefixQuery(term)));
        }
        return Optional.empty();
    }

    /**
     * A page, whose bodies are read.
     *
     * @return the last of it, to go on after it; absent if nothing was found
     */
    @Nullable
    FieldDoc page(Query query, boolean newestFirst, @Nullable FieldDoc after, int limit) throws IOException {
        Sort byTime = new Sort(new SortField(TIME, SortField.Type.LONG, newestFirst), SortField.FIELD_DOC);
        TopFieldDocs found = after == null
                ? searcher.search(query, limit, byTime)
                : (TopFieldDocs) searcher.searchAfter(after, query, limit, byTime);
        long bytes = 0;
        for (ScoreDoc one : found.scoreDocs) {
            bytes += searcher.storedFields().document(one.doc).getBinaryValue(BODY).length;
        }
        if (found.scoreDocs.length > 0 && bytes == 0) {
            throw new IllegalStateException("nothing was read");
        }
        return found.scoreDocs.length == 0 ? null : (FieldDoc) found.scoreDocs[found.scoreDocs.length - 1];
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
