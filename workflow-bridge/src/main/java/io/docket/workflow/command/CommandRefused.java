package io.docket.workflow.command;

import io.docket.workflow.retry.Refused;

/** The command service's no to a command. */
public final class CommandRefused extends Refused {
    private final int status;
    private final String reason;
    private final String explanation;

    CommandRefused(int status, String reason, String explanation, String detail) {
        super("command-" + status, detail);
        this.status = status;
        this.reason = reason;
        this.explanation = explanation;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** Short name of the rule that stands against it: {@code case-closed}, {@code unknown-stage}. */
    public String reason() {
        return reason;
    }

    /** What the command service says about it. */
    public String explanation() {
        return explanation;
    }
}
