package io.docket.projection.history.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.position.Cursor;
import io.docket.projection.history.filter.EventTerms;
import io.docket.projection.history.filter.HistoryFilter;
import io.docket.projection.history.log.CloudEventBytes;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Writes the log of a tenant line by line, from a place to the end as it was at the beginning, or on and on. Each line
 * carries the cursor after it. What is in memory is one batch of the reader and one buffer; the writer's pace is the
 * reader's.
 */
final class LogStream {
    private static final Logger LOG = Logger.getLogger(LogStream.class);
    private static final Duration READ_WAIT = Duration.ofMillis(200);
    /** Reads without an event after which a follower gets an empty line: about two seconds. */
    private static final int QUIET_READS = 10;

    /** Reads without anything before the end after which the log is given up: about half a minute. */
    private static final int STALLED_READS = 150;

    private static final int BUFFER_BYTES = 64 * 1024;

    private final HistoryLog.Reader reader;
    private final HistoryFilter filter;
    private final byte[] tenant;
    private final CloudEventBytes json = new CloudEventBytes();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(2 * BUFFER_BYTES);
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final RunningCursor cursor;

    LogStream(HistoryLog.Reader reader, HistoryFilter filter) {
        this.reader = reader;
        this.filter = filter;
        this.tenant = filter.tenant().getBytes(UTF_8);
        this.cursor = new RunningCursor(reader.place());
    }

    /**
     * Writes everything before the end.
     *
     * @return how many events there were
     * @throws IOException if the client is gone, or the log gives nothing for about half a minute
     */
    long writeUntil(Cursor end, OutputStream out) throws IOException {
        long written = 0;
        int stalled = 0;
        while (!reached(end)) {
            Cursor before = reader.place();
            List<StoredEvent> events = reader.read(READ_WAIT);
            stalled = events.isEmpty() && reader.place().equals(before) ? stalled + 1 : 0;
            if (stalled == STALLED_READS) {
                throw new IOException("the log gives nothing more at " + before + ", its end is " + end);
            }
            for (StoredEvent event : events) {
                if (event.position().offset() < end.next(event.position().partition())) {
                    written += write(event, out);
                }
            }
            flush(out);
        }
        return written;
    }

    /** Writes on and on, as long as that holds; an empty line where nothing happens, so that a lost client is noticed. */
    void follow(BooleanSupplier goesOn, OutputStream out) throws IOException {
        int quiet = 0;
        while (goesOn.getAsBoolean()) {
            List<StoredEvent> events = reader.read(READ_WAIT);
            for (StoredEvent event : events) {
                write(event, out);
            }
            quiet = buffer.size() > 0 ? 0 : quiet + 1;
            if (quiet == QUIET_READS) {
                buffer.write('\n');
                quiet = 0;
            }
            flush(out);
        }
    }

    private int write(StoredEvent event, OutputStream out) throws IOException {
        cursor.after(event.position());
        if (!isMeant(event)) {
            return 0;
        }
        try {
            line.reset();
            json.write(event, cursor.text(), line);
        } catch (IllegalArgumentException unreadable) {
            LOG.warnf("log=stream outcome=skipped position=%s error=%s", event.position(), unreadable.getMessage());
            return 0;
        }
        line.write('\n');
        line.writeTo(buffer);
        if (buffer.size() >= BUFFER_BYTES) {
            buffer.writeTo(out);
            buffer.reset();
        }
        return 1;
    }

    private boolean isMeant(StoredEvent event) {
        if (!Arrays.equals(tenant, event.header(CloudEventHeaders.TENANT))) {
            return false;
        }
        if (filter.conditions().isEmpty()) {
            return true;
        }
        try {
            return filter.matches(new EventTerms(event.envelope()));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            LOG.warnf("log=stream outcome=skipped position=%s error=%s", event.position(), unreadable.getMessage());
            return false;
        }
    }

    private void flush(OutputStream out) throws IOException {
        buffer.writeTo(out);
        buffer.reset();
        out.flush();
    }

    private boolean reached(Cursor end) {
        Cursor now = reader.place();
        for (int partition = 0; partition < end.offsets().length; partition++) {
            if (now.next(partition) < end.next(partition)) {
                return false;
            }
        }
        return true;
    }
}
