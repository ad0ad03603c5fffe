package io.docket.cli.mapping;

import java.util.Arrays;
import java.util.Optional;

/** The fields of a rule that say what goes into the command. */
public enum RuleField {
    STAGE("stage", Shape.TEXT),
    TASK("task", Shape.TEXT),
    DATA("data", Shape.OBJECT),
    BODY("body", Shape.TEXT),
    REASON("reason", Shape.TEXT),
    OUTCOME("outcome", Shape.TEXT),
    ASSIGNEE("assignee", Shape.TEXT),
    CANDIDATE_USERS("candidateUsers", Shape.LIST),
    CANDIDATE_GROUPS("candidateGroups", Shape.LIST),
    DUE("due", Shape.TEXT),
    FOLLOW_UP("followUp", Shape.TEXT),
    PRIORITY("priority", Shape.NUMBER),
    FORM_KEY("formKey", Shape.TEXT);

    private final String key;
    private final Shape shape;

    RuleField(String key, Shape shape) {
        this.key = key;
        this.shape = shape;
    }

    /** What a value must look like in the mapping. */
    enum Shape {
        TEXT,
        OBJECT,
        LIST,
        NUMBER
    }

    static Optional<RuleField> named(String key) {
        return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
    }

    /** Its name, in the mapping and in the command's payload alike. */
    public String key() {
        return key;
    }

    /** True if its value in the command is text, whatever type the log gives it. */
    public boolean isText() {
        return shape == Shape.TEXT;
    }

    Shape shape() {
        return shape;
    }
}
