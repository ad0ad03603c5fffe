package io.docket.kit.filter;

import java.util.List;

/**
 * Under which values of which attribute a filter is found in the index: an event can only match if it has one of them, or,
 * where they are not exact, begins with one of them.
 *
 * @param attribute the attribute
 * @param exact false if the values are beginnings
 * @param values the values
 */
public record Posting(Attribute attribute, boolean exact, List<String> values) {
    /** No attribute narrows the filter. */
    static final Posting ANY = new Posting(Attribute.ANY, false, List.of(""));

    /** What filters are indexed by, the most selective first. */
    public enum Attribute {
        SUBJECT,
        ROOT,
        ASSIGNEE,
        CASE_TYPE,
        TYPE,
        ANY
    }

    static Posting exact(Attribute attribute, List<String> values) {
        return new Posting(attribute, true, values);
    }

    /** The posting of patterns: exact if all of them are, else under what comes before the first star of each. */
    static Posting of(Attribute attribute, List<Glob> globs) {
        boolean exact = globs.stream().allMatch(Glob::isExact);
        return new Posting(
                attribute, exact, globs.stream().map(Glob::beginning).distinct().toList());
    }

    /** True if fewer events are to be expected under this one. */
    boolean isNarrowerThan(Posting other) {
        if (exact != other.exact) {
            return exact;
        }
        return exact ? attribute.compareTo(other.attribute) < 0 : shortest() > other.shortest();
    }

    private int shortest() {
        return values.stream().mapToInt(String::length).min().orElse(0);
    }
}
