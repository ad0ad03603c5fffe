package io.docket.eventstore;

import java.util.Optional;

/** Hears who owns which partition. Called on the directory's own thread: must return quickly. */
@FunctionalInterface
public interface OwnersListener {
    /** The partition has another owner now, or none. */
    void changed(int partition, Optional<Owner> owner);
}
