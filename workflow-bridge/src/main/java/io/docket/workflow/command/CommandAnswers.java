package io.docket.workflow.command;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The command service, where its answer is of interest. */
@FunctionalInterface
public interface CommandAnswers {
    /**
     * The result of the command once it is committed; of a repetition, the first result.
     *
     * @throws CommandRefused if its state or its content does not allow it
     * @throws CommandForbidden if the bridge may not send it
     * @throws io.docket.workflow.retry.Unavailable if the same command may succeed later
     */
    ObjectNode call(BridgeCommand command);
}
