package io.docket.workflow.retry;

/** The bridge is going down; what was under way is done by the next one. */
public final class Stopped extends RuntimeException {
    Stopped() {
        super("the bridge stops", null, false, false);
    }
}
