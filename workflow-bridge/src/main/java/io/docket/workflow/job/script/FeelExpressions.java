package io.docket.workflow.job.script;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.kit.feel.Feel;
import io.docket.kit.feel.FeelFault;
import io.docket.workflow.job.Expressions;
import io.docket.workflow.retry.Refused;

/** Expressions of service tasks in FEEL; one that has no value is refused. */
public final class FeelExpressions implements Expressions {
    private final Feel feel;

    /** Evaluated by this. */
    public FeelExpressions(Feel feel) {
        this.feel = feel;
    }

    @Override
    public JsonNode evaluate(String expression, JsonNode variables) {
        try {
            return feel.evaluate(expression, variables);
        } catch (FeelFault e) {
            throw new Refused("feel", e.detail());
        }
    }
}
