package io.docket.projection.apply;

import io.docket.projection.view.Projector;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** What the store knows about the log that its views are made from. */
public interface SourceStore {
    /** What the stored views are made from; empty if there are none yet. */
    Uni<Optional<String>> madeFrom();

    /** Notes what the views are made from now on. */
    Uni<Void> note(String madeFrom);

    /** Removes everything that is derived from the log. */
    Uni<Void> clear();

    /** Creates the indexes that the projectors declare on their collections, where they are missing. */
    Uni<Void> createIndexes(List<Projector> projectors);
}
