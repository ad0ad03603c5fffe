package io.docket.command.casetype;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.kit.problem.FieldError;
import java.util.List;

/** A compiled JSON Schema of data. */
@FunctionalInterface
public interface DataSchema {
    /** What is wrong with the data; empty if nothing. */
    List<FieldError> errors(JsonNode data);

    /**
     * Rejects data that does not fit; pointers start at {@code /data}.
     *
     * @param owner whose schema it is: {@code version 3 of case type loan}
     */
    default void requireValid(JsonNode data, String owner) {
        List<FieldError> errors = errors(data);
        if (!errors.isEmpty()) {
            throw new Rejection(Refusal.invalid("the data does not fit " + owner, within("/data", errors)));
        }
    }

    /** Faults of a part of a payload, as faults of the payload. */
    static List<FieldError> within(String field, List<FieldError> errors) {
        return errors.stream()
                .map(error -> new FieldError(field + error.pointer(), error.detail()))
                .toList();
    }
}
