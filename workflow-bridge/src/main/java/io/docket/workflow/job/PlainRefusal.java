package io.docket.workflow.job;

import io.docket.workflow.retry.Refused;

/** A refusal that says which rule was broken, and nothing of what broke it. */
public final class PlainRefusal extends Refused implements PlainFault {
    /**
     * A refusal.
     *
     * @param code short and stable, for metrics
     * @param rule what has to be
     */
    public PlainRefusal(String code, String rule) {
        super(code, rule);
    }
}
