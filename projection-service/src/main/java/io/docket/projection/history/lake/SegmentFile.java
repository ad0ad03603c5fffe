package io.docket.projection.history.lake;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.ChainLink;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.RecordLink;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import io.docket.projection.history.log.StoredEvent;
import io.docket.projection.history.parquet.EventParquet;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Writes the records of a segment to a local file, and follows the hash chain while they go by. */
final class SegmentFile {
    private final Iterator<LoggedRecord> records;
    private @Nullable ChainHead before;
    private @Nullable ChainHead head;
    private long count;
    private @Nullable Instant oldest;
    private @Nullable Instant newest;

    private SegmentFile(Iterator<LoggedRecord> records, @Nullable ChainHead before) {
        this.records = records;
        this.before = before;
        this.head = before;
    }

    /**
     * What was written.
     *
     * @param records records that went by
     * @param events events that were written
     * @param before the chain before the first record
     * @param after the chain after the last record
     * @param oldest time of the oldest event
     * @param newest time of the newest event
     */
    record Written(long records, long events, ChainHead before, ChainHead after, Instant oldest, Instant newest) {}

    /**
     * Writes the file.
     *
     * @param before the chain before the first record; {@code null}: as that record says
     * @param genesis the chain of the empty partition, for a log from before the chain
     * @throws BrokenLogException if a record does not follow the one before it
     */
    static Written write(Iterator<LoggedRecord> records, @Nullable ChainHead before, ChainHead genesis, Path file)
            throws IOException {
        SegmentFile segment = new SegmentFile(records, before);
        long events;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            events = EventParquet.write(segment.new Events(genesis), out);
        }
        ChainHead first = segment.before == null ? genesis : segment.before;
        ChainHead last = segment.head == null ? genesis : segment.head;
        Instant oldest = segment.oldest == null ? Instant.EPOCH : segment.oldest;
        Instant newest = segment.newest == null ? Instant.EPOCH : segment.newest;
        return new Written(segment.count, events, first, last, oldest, newest);
    }

    /** The events among the records. */
    private final class Events implements Iterator<StoredEvent> {
        private final ChainHead genesis;
        private @Nullable StoredEvent next;

        Events(ChainHead genesis) {
            this.genesis = genesis;
        }

        @Override
        public boolean hasNext() {
            while (next == null && records.hasNext()) {
                LoggedRecord logged = records.next();
                follow(logged, genesis);
                next = event(logged);
            }
            return next != null;
        }

        @Override
        public StoredEvent next() {
            StoredEvent event = hasNext() ? next : null;
            if (event == null) {
                throw new NoSuchElementException();
            }
            next = null;
            return event;
        }
    }

    private void follow(LoggedRecord logged, ChainHead genesis) {
        RecordLink link = RecordLink.of(logged);
        ChainHead known = head;
        if (known == null) {
            known = told(link.link(), genesis);
            before = known;
        }
        if (link.link().present() && !known.accepts(link.link())) {
            throw new BrokenLogException("the record at " + logged.partition() + "-" + logged.offset()
                    + " does not follow number " + known.number() + " of the hash chain");
        }
        head = known.after(link.link(), link.digest());
        count++;
    }

    private static ChainHead told(ChainLink link, ChainHead genesis) {
        try {
            return link.present() ? ChainHead.told(link.number() - 1, String.valueOf(link.prevHash())) : genesis;
        } catch (IllegalArgumentException noHead) {
            throw new BrokenLogException("the first record has a link that is none: " + noHead.getMessage());
        }
    }

    private @Nullable StoredEvent event(LoggedRecord logged) {
        byte[] key = logged.key();
        byte[] value = logged.value();
        if (key == null || value == null) {
            return null;
        }
        List<StoredEvent.Header> headers = logged.headers().stream()
                .map(header -> new StoredEvent.Header(header.name(), header.value()))
                .toList();
        StoredEvent event = new StoredEvent(new Position(logged.partition(), logged.offset()), key, headers, value);
        try {
            EventEnvelope envelope = event.envelope();
            oldest = oldest == null || envelope.time().isBefore(oldest) ? envelope.time() : oldest;
            newest = newest == null || envelope.time().isAfter(newest) ? envelope.time() : newest;
            return event;
        } catch (RuntimeException noEvent) {
            return null;
        }
    }
}
