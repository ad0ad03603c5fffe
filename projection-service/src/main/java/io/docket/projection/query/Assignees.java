package io.docket.projection.query;

import io.docket.kit.identity.Caller;

/** What the parameter {@code assignee} means: {@code me}, {@code none} or a user. */
public final class Assignees {
    /** Name of the parameter and of the field. */
    public static final String ASSIGNEE = "assignee";

    private Assignees() {}

    /** The condition behind the value. */
    public static Condition condition(String value, Caller caller) {
        return switch (value) {
            case "me" -> new Condition.Is(ASSIGNEE, caller.user());
            case "none" -> new Condition.Absent(ASSIGNEE);
            default -> new Condition.Is(ASSIGNEE, value);
        };
    }
}
