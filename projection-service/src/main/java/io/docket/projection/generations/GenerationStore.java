package io.docket.projection.generations;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/** The collections of the generations. */
public interface GenerationStore {
    /** The collections that are there and are named like generations of the views. */
    Uni<Set<String>> existing();

    /** Removes a collection, and what was parked for it. */
    Uni<Void> remove(String collection);
}
