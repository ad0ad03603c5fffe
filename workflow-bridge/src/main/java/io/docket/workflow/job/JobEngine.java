package io.docket.workflow.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** What the engine is told about a job. Throws what {@link io.docket.workflow.engine.Engine} throws. */
public interface JobEngine {
    /** It is done; the variables go to its output mappings. */
    void complete(long jobKey, ObjectNode variables);

    /** It ended with an error that the process may catch; uncaught, an incident. */
    void throwError(long jobKey, String code, String message, ObjectNode variables);

    /** Notes something for later attempts at a job, seen by this instance of its service task alone. */
    void note(long elementInstanceKey, ObjectNode variables);

    /**
     * It is not done.
     *
     * @param retries attempts that are left; with none, an incident
     * @param pause before the next attempt
     * @param variables for the next attempt, seen by this job alone
     */
    void fail(long jobKey, int retries, Duration pause, String message, ObjectNode variables);
}
