package io.docket.workflow.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** How an attempt at a job ended, where nothing went wrong. */
public sealed interface JobOutcome {
    /** It is done. */
    record Done(ObjectNode variables) implements JobOutcome {}

    /**
     * What it waits for has not come yet.
     *
     * @param pause until the next look
     * @param variables what the next look goes on from
     */
    record NotYet(Duration pause, ObjectNode variables) implements JobOutcome {}
}
