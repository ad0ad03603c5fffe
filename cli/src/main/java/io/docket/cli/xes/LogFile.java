package io.docket.cli.xes;

import io.docket.cli.failure.UserError;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** An event log on disk, plain or compressed with gzip (told by its first bytes, not by its name). */
public final class LogFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final Path path;
    private final long size;
    private final Counting raw;
    private final InputStream content;

    private LogFile(Path path, long size, Counting raw, InputStream content) {
        this.path = path;
        this.size = size;
        this.raw = raw;
        this.content = content;
    }

    /** Opens a log. Throws {@link UserError} if it is not a readable file. */
    public static LogFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new UserError(path + ": no such file");
        }
        try {
            Counting raw = new Counting(Files.newInputStream(path));
            BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER_BYTES);
            buffered.mark(2);
            boolean compressed = (buffered.read() << 8 | buffered.read()) == GZIP_MAGIC;
            buffered.reset();
            return new LogFile(path, Files.size(path), raw, compressed ? unzip(buffered) : buffered);
        } catch (EOFException e) {
            throw new UserError(path + ": the compressed data ends too early: the file is truncated");
        } catch (IOException e) {
            throw new UserError(path + ": not readable: " + e.getMessage());
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Size on disk, in bytes. */
    public long size() {
        return size;
    }

    /** Bytes read from disk so far. */
    public long bytesRead() {
        return raw.count;
    }

    /** The uncompressed bytes. */
    InputStream content() {
        return content;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private static InputStream unzip(InputStream compressed) throws IOException {
        return new GZIPInputStream(compressed, BUFFER_BYTES);
    }

    private static final class Counting extends FilterInputStream {
        private volatile long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            add(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            add(Math.max(read, 0));
            return read;
        }

        private void add(int bytes) {
            count = count + bytes;
        }
    }
}
