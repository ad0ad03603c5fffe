package io.docket.workflow.job;

import java.util.List;

/** Works on the jobs of one type. An attempt may be repeated at any time, also while another is under way. */
public interface JobWorker {
    /** The type: {@code docket:http}. */
    String type();

    /** Names of what it is told by headers and variables. */
    List<String> inputs();

    /** True if its expressions may see interim data: what it makes of it goes where the process says, and not into variables. */
    default boolean takesInterimData() {
        return false;
    }

    /**
     * One attempt.
     *
     * @throws BpmnError for what the process may want to handle
     * @throws io.docket.workflow.retry.Refused for what will never succeed: an incident
     * @throws io.docket.workflow.retry.Unavailable for an outage: repeated without using up retries
     */
    JobOutcome work(JobCall call);
}
