package io.docket.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;

/** What happens to a type of records. Entity {@code record-type}; its version is the sequence of the event. */
public sealed interface RecordTypeEvent extends DomainEvent {
    /**
     * A version of the record type was defined.
     *
     * @param name name for people
     * @param schema JSON Schema 2020-12 of the data of a record
     */
    record Defined(String name, JsonNode schema) implements RecordTypeEvent {}
}
