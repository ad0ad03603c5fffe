package io.docket.command.record;

import java.util.Optional;

/** The record types of every tenant, as far as they are defined. */
public interface RecordTypes {
    /** The version that data is checked against. */
    Optional<RecordTypeVersion> current(String tenant, String id);
}
