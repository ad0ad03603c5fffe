package io.docket.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What happens to a record. Entity {@code record}, root = its case, or the record itself where there is none. */
public sealed interface RecordEvent extends DomainEvent {
    /** The record has this data from now on, all of it, checked against that version of its type. */
    record Put(
            String recordType,
            long recordTypeVersion,
            @Nullable String caseId,
            JsonNode data) implements RecordEvent {}

    /** The record is gone; it may be put again. */
    record Deleted() implements RecordEvent {}
}
