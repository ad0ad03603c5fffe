package io.docket.projection.history.index;

import io.docket.contracts.position.Cursor;
import io.docket.projection.history.filter.EventTerms;
import io.docket.projection.history.log.CloudEventBytes;
import io.docket.projection.history.log.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexWriterConfig.OpenMode;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherFactory;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.jboss.logging.Logger;

/**
 * The index of all events on local disk. It is a cache of the log: one that is of another log, of another form or broken
 * is made anew. How far it has read is part of each commit, so after any end it goes on exactly where its documents end:
 * no event is ever in it twice, none is left out.
 *
 * <p>One thread writes; any number search. Documents stay in the order in which they came.
 */
public final class HistoryIndex implements AutoCloseable {
    /** Raised when the same events are indexed in another way: the index is then made anew. */
    static final int FORM = 2;

    private static final Logger LOG = Logger.getLogger(HistoryIndex.class);
    private static final String MADE_FROM = "madeFrom";
    private static final String CURSOR = "cursor";
    private static final double BUFFER_MEGABYTES = 16;
    private static final int MERGE_THREADS = 1;
    private static final int MAX_MERGES = 4;

    private final Directory directory;
    private final IndexWriter writer;
    private final SearcherManager searchers;
    private final String madeFrom;
    private Cursor indexed;
    private volatile Cursor searchable;

    private HistoryIndex(Directory directory, IndexWriter writer, String madeFrom, Cursor indexed) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.madeFrom = madeFrom;
        this.indexed = indexed;
        this.searchable = indexed;
        this.searchers = new SearcherManager(writer, new SearcherFactory());
    }

    /**
     * Opens the index in the folder, or makes a new one.
     *
     * @param log which log it is of
     * @throws UncheckedIOException if the folder cannot be used, as another process uses it
     */
    public static HistoryIndex open(Path folder, String log) {
        String madeFrom = log + "/h" + FORM;
        try {
            Files.createDirectories(folder);
            Directory directory = FSDirectory.open(folder);
            try {
                return open(directory, madeFrom);
            } catch (IOException | RuntimeException e) {
                directory.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the index of the history in " + folder + " cannot be opened", e);
        }
    }

    private static HistoryIndex open(Directory directory, String madeFrom) throws IOException {
        Map<String, String> known = Map.of();
        try {
            if (DirectoryReader.indexExists(directory)) {
                known = SegmentInfos.readLatestCommit(directory).getUserData();
                if (madeFrom.equals(known.get(MADE_FROM))) {
                    return resume(directory, madeFrom, Cursor.parse(known.getOrDefault(CURSOR, "")));
                }
            }
        } catch (CorruptIndexException
                | IndexFormatTooOldException
                | IndexFormatTooNewException
                | java.nio.file.NoSuchFileException
                | java.io.EOFException
                | IllegalArgumentException broken) {
            LOG.warnf("history index is broken and made anew error=%s", broken.toString());
            empty(directory);
        }
        if (!known.isEmpty()) {
            LOG.infof("history index is made anew from=%s to=%s", known.get(MADE_FROM), madeFrom);
        }
        IndexWriter writer = new IndexWriter(directory, config(OpenMode.CREATE));
        return finish(directory, writer, madeFrom, new Cursor(new long[0]));
    }

    /** Deletes every file, unless another process uses them. */
    private static void empty(Directory directory) throws IOException {
        try (Lock ours = directory.obtainLock(IndexWriter.WRITE_LOCK_NAME)) {
            ours.ensureValid();
            for (String file : directory.listAll()) {
                if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
                    directory.deleteFile(file);
                }
            }
        }
    }

    private static HistoryIndex resume(Directory directory, String madeFrom, Cursor cursor) throws IOException {
        return finish(directory, new IndexWriter(directory, config(OpenMode.APPEND)), madeFrom, cursor);
    }

    private static HistoryIndex finish(Directory directory, IndexWriter writer, String madeFrom, Cursor cursor)
            throws IOException {
        try {
            return new HistoryIndex(directory, writer, madeFrom, cursor);
        } catch (IOException | RuntimeException e) {
            writer.rollback();
            throw e;
        }
    }

    private static IndexWriterConfig config(OpenMode mode) {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(MAX_MERGES, MERGE_THREADS);
        return new IndexWriterConfig()
                .setOpenMode(mode)
                .setCommitOnClose(false)
                .setRAMBufferSizeMB(BUFFER_MEGABYTES)
                .setMergePolicy(new LogByteSizeMergePolicy())
                .setMergeScheduler(merges);
    }

    /** The place in the log after the last event that was added. */
    public synchronized Cursor indexed() {
        return indexed;
    }

    /** The place in the log after the last event that a search sees. */
    public Cursor searchable() {
        return searchable;
    }

    /**
     * Adds consecutive events of the log; what is no event is left out.
     *
     * @param after the place after them
     */
    public synchronized void add(List<StoredEvent> events, Cursor after) {
        try {
            for (StoredEvent event : events) {
                add(event);
            }
            indexed = after;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(StoredEvent event) throws IOException {
        try {
            CloudEventBytes.requireReadable(event);
            writer.addDocument(Fields.document(event, new EventTerms(event.envelope())));
        } catch (IllegalArgumentException | DateTimeException noEvent) {
            LOG.warnf("log=history outcome=skipped position=%s error=%s", event.position(), noEvent.getMessage());
        }
    }

    /** False once it can no longer be written, as after a full disk; it goes on when it is opened anew. */
    public boolean isOpen() {
        return writer.isOpen();
    }

    /** Forgets everything. */
    public synchronized void clear() {
        try {
            writer.deleteAll();
            indexed = new Cursor(new long[0]);
            commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets searches see everything that was added. */
    public void refresh() {
        try {
            Cursor now = indexed();
            searchers.maybeRefreshBlocking();
            searchable = now;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes everything that was added survive. */
    public synchronized void commit() {
        try {
            Map<String, String> known = new HashMap<>();
            known.put(MADE_FROM, madeFrom);
            known.put(CURSOR, indexed.toString());
            writer.setLiveCommitData(known.entrySet());
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The history as it is now, whatever is added meanwhile; to be closed. */
    public Snapshot snapshot() {
        try {
            IndexSearcher searcher = searchers.acquire();
            return new Snapshot(searcher, () -> searchers.release(searcher));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends without a commit: what was added since the last one comes from the log again. */
    @Override
    public void close() {
        try (directory;
                searchers) {
            writer.rollback();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
