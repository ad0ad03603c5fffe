package io.docket.workflow.command;

import io.docket.workflow.command.CommandBatches.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The command service, for commands that belong together. */
@FunctionalInterface
public interface CommandGroups {
    /**
     * Sends commands that go in one request, in their order: one that may succeed later holds up those behind it that are about the
     * same root. Completes with an answer for each.
     *
     * @throws io.docket.workflow.retry.Unavailable if too many are waiting already
     */
    CompletableFuture<List<Answer>> begin(List<BridgeCommand> group);
}
