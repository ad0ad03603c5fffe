package io.docket.projection.apply;

import java.util.Optional;

/** What the stored views are made from. */
public interface Source {
    /** Names the log and the version of the projectors; empty until the store is prepared. */
    Optional<String> madeFrom();
}
