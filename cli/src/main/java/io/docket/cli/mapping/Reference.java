package io.docket.cli.mapping;

import java.util.Optional;

/** What stands between {@code ${} and {@code }} in a template. */
sealed interface Reference {
    /** The forms that are allowed, for messages. */
    String FORMS = "${activity}, ${lifecycle}, ${timestamp}, ${actor}, ${trace}, ${attr:<key>}, ${trace:<key>}";

    /** An attribute of the event; of the trace in the templates of the case itself. */
    record EventAttribute(String key) implements Reference {}

    /** An attribute of the trace. */
    record TraceAttribute(String key) implements Reference {}

    /** The name of the trace. */
    record TraceName() implements Reference {}

    /**
     * Reads a reference; empty if it is none.
     *
     * @param ofEvent whether the template belongs to an event
     */
    static Optional<Reference> parse(String text, AttributeNames names, boolean ofEvent) {
        if (text.equals("trace")) {
            return Optional.of(new TraceName());
        }
        if (text.startsWith("trace:") || (!ofEvent && text.startsWith("attr:"))) {
            return Optional.of(new TraceAttribute(text.substring(text.indexOf(':') + 1)));
        }
        if (!ofEvent) {
            return Optional.empty();
        }
        return switch (text) {
            case "activity" -> Optional.of(new EventAttribute(names.activity()));
            case "lifecycle" -> Optional.of(new EventAttribute(names.lifecycle()));
            case "timestamp" -> Optional.of(new EventAttribute(names.timestamp()));
            case "actor" -> Optional.of(new EventAttribute(names.actor()));
            default ->
                text.startsWith("attr:")
                        ? Optional.of(new EventAttribute(text.substring("attr:".length())))
                        : Optional.empty();
        };
    }
}
