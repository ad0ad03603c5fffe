package io.docket.contracts.envelope;

import org.jspecify.annotations.Nullable;

/**
 * What the step behind an event is called where it was done, for process mining: an import says it with every command.
 *
 * @param name name of the activity; absent if the event is no step of its own, only there to make another possible
 * @param lifecycle where in its life the activity is: {@code schedule}, {@code start}, {@code complete}, ...
 * @param resource who or what did it, where that is known
 */
public record Activity(
        @Nullable String name,
        @Nullable String lifecycle,
        @Nullable String resource) {
    /** No step of its own. */
    public static final Activity NONE = new Activity(null, null, null);

    /** The activity with the name as it travels, where none is the empty text; absent if there is not even that. */
    static @Nullable Activity of(@Nullable String name, @Nullable String lifecycle, @Nullable String resource) {
        return name == null ? null : new Activity(name.isEmpty() ? null : name, lifecycle, resource);
    }

    /** The name as it travels. */
    String label() {
        return name == null ? "" : name;
    }
}
