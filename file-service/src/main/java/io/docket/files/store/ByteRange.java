package io.docket.files.store;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte, inclusive
 */
public record ByteRange(long first, long last) {
    private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /**
     * Reads a {@code Range} header. Several ranges and other units are ignored, as RFC 9110 allows: the answer is then the
     * whole file.
     *
     * @param header value of the header, or null
     * @param size length of the file in bytes
     * @throws Unsatisfiable if the range lies outside of the file
     */
    public static Optional<ByteRange> parse(@Nullable String header, long size) {
        Matcher range = ONE_RANGE.matcher(header == null ? "" : header.strip());
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (range.group(1).isEmpty()) {
            long suffix = Math.min(Long.parseLong(range.group(2)), size);
            return satisfiable(size - suffix, size - 1, size);
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
        boolean backwards = !range.group(2).isEmpty() && last < first;
        return backwards ? Optional.empty() : satisfiable(first, Math.min(last, size - 1), size);
    }

    /** Length in bytes. */
    public long length() {
        return last - first + 1;
    }

    /** Value of the {@code Content-Range} header. */
    public String contentRange(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }

    private static Optional<ByteRange> satisfiable(long first, long last, long size) {
        if (first > last || first >= size) {
            throw new Unsatisfiable(size);
        }
        return Optional.of(new ByteRange(first, last));
    }

    /** The range lies outside of the file. */
    public static final class Unsatisfiable extends RuntimeException {
        Unsatisfiable(long size) {
            super("The file has " + size + " bytes.", null, false, false);
        }
    }
}
