package io.docket.projection.apply;

/** Names the way in which this build folds events. */
public final class Projection {
    /** Raised when the same events give other documents than before: the views are then made anew. */
    public static final int VERSION = 2;

    private Projection() {}
}
