package io.docket.kit.automation;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What an automation makes of an event that its filter lets pass. */
public sealed interface Run {
    /** Nothing: its condition is not true. */
    record NotMet() implements Run {}

    /**
     * A command.
     *
     * @param payload its payload, without whom it is on behalf of
     */
    record Command(ObjectNode payload) implements Run {}

    /**
     * Nothing, as its condition or its template cannot be evaluated.
     *
     * @param detail why
     */
    record Failure(String detail) implements Run {}
}
