package io.docket.workflow.retry;

/** A request that will not succeed however often it is repeated. Carries no stack trace: it is an answer, not a fault. */
public class Refused extends RuntimeException {
    private final String code;

    /**
     * A refusal.
     *
     * @param code short and stable, for metrics
     * @param detail what the other side said
     */
    public Refused(String code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    /** Short and stable name of the reason. */
    public String code() {
        return code;
    }
}
