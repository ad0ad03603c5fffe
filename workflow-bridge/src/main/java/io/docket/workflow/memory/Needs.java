package io.docket.workflow.memory;

/** What each process names of the world outside. */
public interface Needs {
    /** Notes what the latest version of a process names. */
    void note(String tenant, String processId, Need need);

    /** What the process names; nothing for one that is not known. */
    Need of(String tenant, String processId);
}
