package io.docket.workflow.memory;

/**
 * What the memory has been through. As long as that is one history, all that was written in it is there. Another one begins where a
 * copy of the memory takes over, which may lack what was written last, though it was answered.
 *
 * <pre>
 *   current ── writes, of whatever connection ── holds ──> true: they outlive the loss of the memory's master
 *                                                      └─> false: some of them may be gone
 * </pre>
 */
public interface MemoryHistory {
    /** The history of a memory that has no copy: there is but one. */
    MemoryHistory SINGLE = new MemoryHistory() {
        @Override
        public String current() {
            return "";
        }

        @Override
        public boolean holds(String history) {
            return true;
        }
    };

    /**
     * Name of the history that is written now.
     *
     * @throws io.docket.workflow.retry.Unavailable if the memory cannot be asked
     */
    String current();

    /**
     * Returns once enough copies have all that was written up to now. False if that was not all in this history.
     *
     * @throws io.docket.workflow.retry.Unavailable if they do not have it in time
     */
    boolean holds(String history);
}
