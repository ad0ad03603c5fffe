package io.docket.projection.apply;

import java.util.Optional;

/** What the stored views are made from. */
public interface Source {
    /** Names the log; empty until the store is prepared. */
    Optional<String> madeFrom();
}
