package io.docket.workflow.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.retry.Refused;

/** A result that the process may catch by its code. */
public final class BpmnError extends Refused {
    private final transient ObjectNode variables;

    /** With what the process is told beside code and message. */
    public BpmnError(String code, String message, ObjectNode variables) {
        super(code, message);
        this.variables = variables;
    }

    /** What the process is told. */
    public ObjectNode variables() {
        return variables;
    }
}
