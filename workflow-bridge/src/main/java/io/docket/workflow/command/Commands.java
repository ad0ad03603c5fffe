package io.docket.workflow.command;

/** The command service as the bridge sees it. */
@FunctionalInterface
public interface Commands {
    /**
     * Returns once the command is committed.
     *
     * @throws io.docket.workflow.retry.Refused if its state or its content does not allow it
     * @throws io.docket.workflow.retry.Unavailable if the same command may succeed later
     */
    void send(BridgeCommand command);
}
