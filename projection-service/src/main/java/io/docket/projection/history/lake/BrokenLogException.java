package io.docket.projection.history.lake;

/** The log, or the lake, is not what it has to be: nothing more is written before somebody looks at it. */
final class BrokenLogException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    BrokenLogException(String message) {
        super(message);
    }
}
