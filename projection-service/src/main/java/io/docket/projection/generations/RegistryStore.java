package io.docket.projection.generations;

import io.smallrye.mutiny.Uni;

/** Where the registry is kept: with the views. */
public interface RegistryStore {
    /** The registry; empty before the first view. */
    Uni<Registry> read();

    /** Puts a registry in the place of another, with the next revision; false, and nothing done, if another is there. */
    Uni<Boolean> replace(Registry expected, Registry next);
}
