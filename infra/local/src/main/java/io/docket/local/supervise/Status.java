package io.docket.local.supervise;

/** What a server is doing. */
public enum Status {
    /** Waits for others, or for its turn. */
    WAITING,
    STARTING,
    READY,
    /** Has died and is about to be started again. */
    RESTARTING,
    STOPPED,
    /** Could not be started. */
    FAILED,
    /** Lives elsewhere, under an address that the user gave. */
    EXTERNAL,
    /** Its program is missing. */
    NOT_BUILT;

    /** Whether nothing more is to be waited for. */
    public boolean isSettled() {
        return this == READY || this == EXTERNAL || this == NOT_BUILT;
    }
}
