package io.docket.projection.deadletter;

import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;

/** What a fold asks, and tells, about events that a view cannot take. */
public interface WaitingRoom {
    /** True if the event waits behind another one of its root; then it has been queued. */
    boolean holds(String view, LogEvent event);

    /** True if an operator decided that the view leaves the event out. */
    boolean leavesOut(String view, LogEvent event);

    /** True if an operator's decision leaves out the whole document that the event belongs to. */
    boolean leavesOut(DocumentKey document, LogEvent event);

    /** Parks the event's root for the view: the event cannot be taken. */
    void park(String view, LogEvent event, String error);
}
