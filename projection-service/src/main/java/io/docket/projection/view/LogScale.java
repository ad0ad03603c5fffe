package io.docket.projection.view;

/**
 * Buckets for durations of any length: eight for each doubling, so that the middle of a bucket is at most 6.25 % from
 * every duration in it.
 */
public final class LogScale {
    private static final int PARTS = 8;
    private static final int BITS = 3;

    private LogScale() {}

    /** The bucket of a duration in milliseconds, from 0. */
    public static int bucket(long millis) {
        if (millis < PARTS) {
            return (int) Math.max(0, millis);
        }
        int doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis) - BITS;
        return doubling * PARTS + (int) (millis >>> doubling);
    }

    /** The middle of a bucket, in milliseconds. */
    public static double middle(int bucket) {
        if (bucket < PARTS) {
            return bucket;
        }
        int doubling = bucket / PARTS - 1;
        double width = Math.scalb(1.0, doubling);
        return (bucket - doubling * PARTS) * width + width / 2;
    }
}
