package io.docket.cli.xes;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an XML document, refused where too many come without the start of a tag, before a parser gathers them in
 * memory. {@code <} stands in no attribute value of well-formed XML, so this bounds every value. It also remembers why
 * reading failed, as parsers hide that.
 */
final class TagGuard extends FilterInputStream {
    private final int limit;
    private int run;
    private long position;
    private @Nullable IOException failure;

    TagGuard(InputStream in, int limit) {
        super(in);
        this.limit = limit;
    }

    /** Why reading failed, or {@code null}. */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count;
        try {
            count = in.read(buffer, offset, length);
        } catch (EOFException e) {
            throw fail("the compressed data ends too early after byte " + position + ": the file is truncated");
        } catch (IOException e) {
            throw fail("not readable after byte " + position + ": " + e.getMessage());
        }
        for (int i = offset; i < offset + count; i++) {
            if (buffer[i] == '<') {
                run = 0;
            } else if (++run > limit) {
                throw fail("more than " + limit + " bytes without a tag, from byte " + (position + i - offset - limit)
                        + ": an attribute value, text or comment is over the limit");
            }
        }
        position += Math.max(count, 0);
        return count;
    }

    private IOException fail(String message) {
        IOException first = failure == null ? new IOException(message) : failure;
        failure = first;
        return first;
    }
}
