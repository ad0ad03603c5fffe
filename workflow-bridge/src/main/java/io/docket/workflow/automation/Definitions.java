package io.docket.workflow.automation;

/** The reader that keeps the {@link AutomationBook}. */
public interface Definitions {
    /**
     * Returns once the book has every change that was committed before the call.
     *
     * @throws io.docket.workflow.retry.Unavailable if that takes too long
     */
    void ensureCurrent();

    /** True as soon as the book has had everything once since the start. */
    boolean isComplete();
}
