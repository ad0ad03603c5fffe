package io.docket.eventstore;

import java.util.Optional;

/**
 * Who owns which partition, on every instance. What it says is true or was true a moment ago: only the owner itself can
 * tell, and refuses what it does not own.
 */
public interface Owners {
    /** Knows nobody. */
    Owners UNKNOWN = new Owners() {
        @Override
        public Optional<Owner> ownerOf(int partition) {
            return Optional.empty();
        }

        @Override
        public void addListener(OwnersListener listener) {
            // nothing ever changes
        }
    };

    /** The owner of a partition; empty while it has none, or none is known yet. */
    Optional<Owner> ownerOf(int partition);

    /** Tells the listener from now on who becomes an owner. */
    void addListener(OwnersListener listener);
}
