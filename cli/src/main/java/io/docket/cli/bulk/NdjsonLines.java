package io.docket.cli.bulk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a stream, each of a bounded length; blank ones are passed over. */
final class NdjsonLines {
    /** Longest line, in bytes. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private final InputStream in;

    NdjsonLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** The next line without its end, or {@code null} at the end of the stream. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        int next;
        while ((next = in.read()) >= 0) {
            if (next == '\n' && line.size() > 0) {
                return line.toByteArray();
            }
            if (next != '\n' && next != '\r') {
                line.write(next);
            }
            if (line.size() > MAX_LINE_BYTES) {
                throw new IOException("an answer line is longer than " + MAX_LINE_BYTES + " bytes");
            }
        }
        return line.size() == 0 ? null : line.toByteArray();
    }
}
