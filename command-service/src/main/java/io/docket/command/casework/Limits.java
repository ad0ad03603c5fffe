package io.docket.command.casework;

import io.docket.command.decision.Rejection;

/** How much may be attached to one case, so that its live state stays small. */
public final class Limits {
    /** Comments of a case. */
    public static final int MAX_COMMENTS = 5_000;

    /** Files of a case at a time. */
    public static final int MAX_FILES = 1_000;

    /** Links from a case. */
    public static final int MAX_LINKS = 1_000;

    private Limits() {}

    /** Rejects if there is no room for one more. */
    public static void requireRoom(int present, int limit, String what) {
        if (present >= limit) {
            throw Rejection.conflict("limit-reached", "the case has " + present + " " + what + ", the limit");
        }
    }
}
