package io.docket.eventstore.verify;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.json.Json;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A log in a file, NDJSON: a first line that says which log it is, then a line a record with its headers, binary parts in
 * base64, the checkpoints of a partition before its events. It is verified without a broker.
 */
public final class LogExport implements LogSource {
    private static final String FORMAT = "docket.log.1";

    private final Path file;
    private final Title title;

    /**
     * The first line.
     *
     * @param format version of the format
     * @param name which log it is
     * @param partitions number of partitions
     */
    private record Title(String format, LogName name, int partitions) {}

    /** What a line is about. */
    private enum Kind {
        EVENT,
        CHECKPOINT
    }

    /**
     * Any other line.
     *
     * @param kind what it is
     * @param record the record
     */
    private record Line(Kind kind, LoggedRecord record) {}

    private LogExport(Path file, Title title) {
        this.file = file;
        this.title = title;
    }

    /** Opens a file. */
    public static LogExport open(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String first = lines.readLine();
            Title title = first == null ? null : Json.mapper().readValue(first, Title.class);
            if (title == null || !FORMAT.equals(title.format()) || title.partitions() < 1) {
                throw new IllegalArgumentException(file + " is not an export of a log");
            }
            return new LogExport(file, title);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " is not an export of a log: " + e.getMessage(), e);
        }
    }

    /** Writes everything that a source holds. */
    public static void write(LogName name, LogSource source, Path file) {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            line(out, new Title(FORMAT, name, source.partitions()));
            for (int partition = 0; partition < source.partitions(); partition++) {
                try (Stream<LoggedRecord> checkpoints = source.checkpoints(partition);
                        Stream<LoggedRecord> events = source.events(partition)) {
                    checkpoints.forEach(logged -> line(out, new Line(Kind.CHECKPOINT, logged)));
                    events.forEach(logged -> line(out, new Line(Kind.EVENT, logged)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(OutputStream out, Object content) {
        try {
            out.write(Json.bytes(content));
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Which log the file claims to hold. */
    public LogName name() {
        return title.name();
    }

    @Override
    public int partitions() {
        return title.partitions();
    }

    @Override
    public Stream<LoggedRecord> events(int partition) {
        return records(Kind.EVENT, partition);
    }

    @Override
    public Stream<LoggedRecord> checkpoints(int partition) {
        return records(Kind.CHECKPOINT, partition);
    }

    private Stream<LoggedRecord> records(Kind kind, int partition) {
        try {
            return Files.lines(file)
                    .skip(1)
                    .map(this::read)
                    .filter(line -> line.kind() == kind && line.record().partition() == partition)
                    .map(Line::record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody vouches for the first line, so no line may be about a partition that it does not count. */
    private Line read(String text) {
        Line line;
        try {
            line = Json.mapper().readValue(text, Line.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int partition = line.record().partition();
        if (partition < 0 || partition >= title.partitions()) {
            throw new IllegalArgumentException(file + " has a record of partition " + partition
                    + ", but its first line says that there are " + title.partitions() + " partitions");
        }
        return line;
    }

    @Override
    public void close() {}
}
