package io.docket.workflow.mail.platform;

/** How far the views have to be before what they do not know is unknown. Not thread-safe. */
public interface Freshness {
    /**
     * From here on, at least as far as the log is now.
     *
     * @throws io.docket.workflow.retry.Unavailable if nobody says how far that is
     */
    void asOfNow();

    /** From here on, at least as far as a command that was committed at the position, {@code <partition>-<offset>}. */
    void after(String position);

    /**
     * Returns if the views are that far, or soon are.
     *
     * @throws io.docket.workflow.retry.Unavailable if they are not
     */
    void await();
}
