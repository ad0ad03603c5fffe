package io.docket.cli.mapping;

/**
 * Which attributes of an event say what happened, in which step, when and by whom.
 *
 * @param activity key of the activity's name
 * @param lifecycle key of the lifecycle transition
 * @param timestamp key of the time
 * @param actor key of the one who did it
 */
public record AttributeNames(String activity, String lifecycle, String timestamp, String actor) {
    /** The keys of the XES standard extensions. */
    public static final AttributeNames STANDARD =
            new AttributeNames("concept:name", "lifecycle:transition", "time:timestamp", "org:resource");
}
