package io.docket.workflow.memory;

import java.util.Set;

/** What each process names of the data of its case. */
public interface Needs {
    /** Notes what the latest version of a process names: paths of members, {@code applicant.income}. */
    void note(String tenant, String processId, Set<String> paths);

    /** What the process names; nothing for one that is not known. */
    Set<String> of(String tenant, String processId);
}
