package io.docket.eventstore.upcast;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of an event with its version, {@code <name>.v<n>} in the log.
 *
 * @param name name without the version, {@code docket.case.opened}
 * @param version from 1
 */
public record EventType(String name, int version) {
    private static final Pattern FORM = Pattern.compile("(.+)\\.v([1-9]\\d{0,8})");

    /** Reads {@code <name>.v<n>}; empty for a type without a version. */
    public static Optional<EventType> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new EventType(form.group(1), Integer.parseInt(form.group(2))))
                : Optional.empty();
    }

    /** The version after this one. */
    public EventType next() {
        return new EventType(name, version + 1);
    }

    @Override
    public String toString() {
        return name + ".v" + version;
    }
}
