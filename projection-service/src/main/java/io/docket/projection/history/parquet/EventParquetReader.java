package io.docket.projection.history.parquet;

import io.docket.contracts.position.Position;
import io.docket.projection.history.log.StoredEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** Reads the records back from a file that {@link EventParquet} wrote, byte by byte, one row group in memory at a time. */
public final class EventParquetReader implements Iterator<StoredEvent>, AutoCloseable {
    /** The columns that are the record itself. */
    private static final List<String> RECORD = List.of(
            EventColumns.PARTITION, EventColumns.OFFSET, EventColumns.KEY, EventColumns.HEADERS, EventColumns.DATA);

    private final ParquetFileReader file;
    private final MessageType columns;
    private @Nullable RecordReader<Group> rows;
    private long left;

    private EventParquetReader(ParquetFileReader file) {
        this.file = file;
        this.columns = new MessageType(
                EventColumns.SCHEMA.getName(),
                RECORD.stream().map(EventColumns.SCHEMA::getType).toList());
        file.setRequestedSchema(columns);
    }

    /** Opens a file. */
    public static EventParquetReader open(Path path) throws IOException {
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        return new EventParquetReader(ParquetFileReader.open(new LocalInputFile(path), options));
    }

    /** Whether two files hold the same records in the same order. */
    public static boolean sameEvents(Path one, Path other) throws IOException {
        try (EventParquetReader first = open(one);
                EventParquetReader second = open(other)) {
            while (first.hasNext() && second.hasNext()) {
                if (!same(first.next(), second.next())) {
                    return false;
                }
            }
            return first.hasNext() == second.hasNext();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean same(StoredEvent one, StoredEvent other) {
        boolean same = one.position().equals(other.position())
                && Arrays.equals(one.key(), other.key())
                && Arrays.equals(one.data(), other.data())
                && one.headers().size() == other.headers().size();
        for (int i = 0; same && i < one.headers().size(); i++) {
            StoredEvent.Header header = one.headers().get(i);
            StoredEvent.Header match = other.headers().get(i);
            same = header.name().equals(match.name()) && Arrays.equals(header.value(), match.value());
        }
        return same;
    }

    @Override
    public boolean hasNext() {
        try {
            while (left == 0) {
                PageReadStore group = file.readNextRowGroup();
                if (group == null) {
                    return false;
                }
                rows = new ColumnIOFactory()
                        .getColumnIO(columns)
                        .getRecordReader(group, new GroupRecordConverter(columns));
                left = group.getRowCount();
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public StoredEvent next() {
        RecordReader<Group> reader = hasNext() ? rows : null;
        if (reader == null) {
            throw new NoSuchElementException();
        }
        left--;
        Group row = reader.read();
        return new StoredEvent(
                new Position(row.getInteger(EventColumns.PARTITION, 0), row.getLong(EventColumns.OFFSET, 0)),
                row.getBinary(EventColumns.KEY, 0).getBytes(),
                headers(row.getGroup(EventColumns.HEADERS, 0)),
                row.getBinary(EventColumns.DATA, 0).getBytes());
    }

    private static List<StoredEvent.Header> headers(Group map) {
        int count = map.getFieldRepetitionCount("key_value");
        List<StoredEvent.Header> headers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Group entry = map.getGroup("key_value", i);
            byte[] value = entry.getFieldRepetitionCount("value") == 0
                    ? null
                    : entry.getBinary("value", 0).getBytes();
            headers.add(new StoredEvent.Header(entry.getString("key", 0), value));
        }
        return headers;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
