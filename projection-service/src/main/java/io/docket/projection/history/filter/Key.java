package io.docket.projection.history.filter;

/** What events are compared by. Each event has terms of each key; a condition asks for some of them. */
public enum Key {
    /** Kind of the entity that changed. */
    ENTITY("entity"),
    /** The entity that changed, {@code <entity>/<id>}. */
    SUBJECT("subject"),
    /** Type of the event. */
    TYPE("type"),
    /** Whose action it was. */
    ACTOR("actor"),
    /** The case that it belongs to, or the entity itself where there is none. */
    ROOT("root"),
    /** Words of its data, reason, activity and ids. */
    WORD("text"),
    /** Paths into its data, each with a value; see {@link DataTerms}. */
    DATA("data"),
    /** Paths into its data that have a value. */
    PATH("path");

    private final String field;

    Key(String field) {
        this.field = field;
    }

    /** Its name in the API and in the index. */
    public String field() {
        return field;
    }
}
