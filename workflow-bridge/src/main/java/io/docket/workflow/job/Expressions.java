package io.docket.workflow.job;

import com.fasterxml.jackson.databind.JsonNode;

/** Evaluates FEEL expressions. */
@FunctionalInterface
public interface Expressions {
    /**
     * The value of the expression.
     *
     * @throws io.docket.workflow.retry.Refused if it has none
     */
    JsonNode evaluate(String expression, JsonNode variables);
}
