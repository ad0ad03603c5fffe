package io.docket.notification.filter;

import java.util.List;

/**
 * Under which values of which attribute a filter is found in the index: an event can only match if it has one of them.
 *
 * @param attribute the attribute
 * @param values the values; empty for {@link Attribute#ANY}
 */
record Posting(Attribute attribute, List<String> values) {
    /** What filters are indexed by, the most selective first. */
    enum Attribute {
        SUBJECT,
        ROOT,
        ASSIGNEE,
        CASE_TYPE,
        TYPE,
        /** No attribute narrows the filter. */
        ANY
    }
}
