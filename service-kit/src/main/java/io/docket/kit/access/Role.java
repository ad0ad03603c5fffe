package io.docket.kit.access;

/** The roles that the table knows; on the wire kebab-case. */
public enum Role {
    /** Works on cases and on the tasks offered to them. */
    CASE_WORKER,
    /** Also assigns work to others, and closes and reopens cases. */
    CASE_MANAGER,
    /** An external system: many commands at once. */
    INTEGRATION,
    /** May name another user as the actor. */
    ACT_ON_BEHALF,
    /** Reads everything, changes nothing. */
    AUDITOR,
    /** Defines types and processes. */
    ADMIN,
    /** The workflow bridge: reports what the engine did. */
    ENGINE;

    /** The name in a token. */
    public String claim() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
