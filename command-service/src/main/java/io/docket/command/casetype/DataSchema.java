package io.docket.command.casetype;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.kit.problem.FieldError;
import java.util.List;

/** A compiled JSON Schema of case data. */
@FunctionalInterface
public interface DataSchema {
    /** What is wrong with the data; empty if nothing. */
    List<FieldError> errors(JsonNode data);
}
