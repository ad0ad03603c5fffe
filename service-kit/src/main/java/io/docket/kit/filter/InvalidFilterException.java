package io.docket.kit.filter;

import io.docket.kit.problem.FieldError;
import java.util.List;

/** Tells what is wrong with a filter, place by place. */
public final class InvalidFilterException extends Exception {
    private final transient List<FieldError> errors;

    InvalidFilterException(List<FieldError> errors) {
        super("The filter is not valid");
        this.errors = List.copyOf(errors);
    }

    /** The faults; pointers are relative to the filter. */
    public List<FieldError> errors() {
        return errors;
    }
}
