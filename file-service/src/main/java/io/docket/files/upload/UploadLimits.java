package io.docket.files.upload;

/**
 * How large files may be, and how they are cut.
 *
 * @param maxBytes largest file
 * @param onePutBytes largest file that is sent in one piece
 * @param partBytes length of every part but the last, for larger files
 */
public record UploadLimits(long maxBytes, long onePutBytes, long partBytes) {
    /** S3 takes no more parts than this. */
    static final int MAX_PARTS = 10_000;

    /** S3 takes no smaller part than this, but for the last. */
    static final long MIN_PART_BYTES = 5L << 20;

    /** S3 takes no larger object than this in one piece. */
    static final long MAX_PUT_BYTES = 5L << 30;

    public UploadLimits {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("max-size must be at least one byte: " + maxBytes);
        }
        if (onePutBytes > MAX_PUT_BYTES) {
            throw new IllegalArgumentException(
                    "multipart-above is over the 5 GiB that S3 takes at once: " + onePutBytes);
        }
        if (partBytes < MIN_PART_BYTES) {
            throw new IllegalArgumentException("part-size is under the 5 MiB that S3 asks for: " + partBytes);
        }
        if (parts(maxBytes, partBytes) > MAX_PARTS) {
            throw new IllegalArgumentException("max-size makes more than 10000 parts of part-size: " + maxBytes);
        }
    }

    /** True if a file of this size comes in parts. */
    public boolean inParts(long size) {
        return size > onePutBytes;
    }

    /** How many parts a file of this size has. */
    public int parts(long size) {
        return Math.toIntExact(parts(size, partBytes));
    }

    /** Length of one part of a file of this size; parts are counted from 1. */
    public long partSize(long size, int partNumber) {
        return Math.min(partBytes, size - (partNumber - 1) * partBytes);
    }

    private static long parts(long size, long partBytes) {
        return Math.ceilDiv(size, partBytes);
    }
}
