package io.docket.eventstore;

/**
 * An append holds events of several roots, which may be in several partitions: it could not be atomic, so nothing was
 * written. Split the command in two, the second caused by the first.
 */
public final class SeveralRootsException extends EventStoreException {
    private final String root;
    private final String other;

    public SeveralRootsException(String root, String other) {
        super("an append holds events of one root, not of " + root + " and " + other, null);
        this.root = root;
        this.other = other;
    }

    /** The first of them. */
    public String root() {
        return root;
    }

    /** Another one. */
    public String other() {
        return other;
    }
}
