package io.docket.command.bulk;

import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.payload.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One command a line. A line that is too long is skipped and answered; memory is bounded by the limit of a line. A byte order
 * mark at the beginning of the body is no part of it.
 */
public final class NdjsonReader implements BulkReader {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream body;
    private final ItemFormat format;
    private final int maxLineBytes;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private boolean begun;
    private boolean ended;

    public NdjsonReader(InputStream body, ItemFormat format, int maxLineBytes) {
        this.body = body;
        this.format = format;
        this.maxLineBytes = maxLineBytes;
    }

    @Override
    public @Nullable BulkItem next() throws IOException {
        while (true) {
            int newline = newlineFrom(position);
            if (newline >= 0) {
                int start = begin(buffer, position, newline);
                position = newline + 1;
                if (!isBlank(buffer, start, newline)) {
                    return item(buffer, start, newline - start);
                }
            } else if (ended && position == limit) {
                return null;
            } else {
                BulkItem item = longLine();
                if (item != null) {
                    return item;
                }
            }
        }
    }

    /** A line that the buffer does not hold to its end; {@code null} if it is blank. */
    private @Nullable BulkItem longLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(limit - position + 1_024);
        boolean tooLong = false;
        while (true) {
            int newline = newlineFrom(position);
            int end = newline < 0 ? limit : newline;
            tooLong |= (long) line.size() + end - position > maxLineBytes;
            if (!tooLong) {
                line.write(buffer, position, end - position);
            }
            position = newline < 0 ? limit : newline + 1;
            if (newline >= 0 || !fill()) {
                break;
            }
        }
        if (tooLong) {
            begun = true;
            return BulkItem.unreadable(Refusal.tooLarge("the line is over " + maxLineBytes + " bytes"));
        }
        byte[] bytes = line.toByteArray();
        int start = begin(bytes, 0, bytes.length);
        return isBlank(bytes, start, bytes.length) ? null : item(bytes, start, bytes.length - start);
    }

    /** Where the text of a line begins: of the body's first one behind the mark. */
    private int begin(byte[] bytes, int from, int to) {
        boolean first = !begun;
        begun = true;
        int behind = from + BYTE_ORDER_MARK.length;
        return first && behind <= to && Arrays.equals(bytes, from, behind, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)
                ? behind
                : from;
    }

    private BulkItem item(byte[] bytes, int offset, int length) {
        if (length > maxLineBytes) {
            return BulkItem.unreadable(Refusal.tooLarge("the line is over " + maxLineBytes + " bytes"));
        }
        try {
            return format.item(StrictJson.read(bytes, offset, length), length);
        } catch (Rejection rejection) {
            return BulkItem.unreadable(rejection.refusal());
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, body.read(buffer));
        ended = limit == 0;
        return !ended;
    }

    private int newlineFrom(int start) {
        for (int i = start; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
