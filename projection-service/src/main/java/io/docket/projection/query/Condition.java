package io.docket.projection.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a listed document must satisfy. Fields are named as in {@link io.docket.projection.view.ViewIndex#stored}. */
public sealed interface Condition {
    /** The field, or an element of it, is one of the values. */
    record Is(String field, List<Object> anyOf) implements Condition {
        public Is(String field, Object value) {
            this(field, List.of(value));
        }
    }

    /** The document does not have the field. */
    record Absent(String field) implements Condition {}

    /** The field, or an element of it, starts with the text. */
    record StartsWith(String field, String prefix) implements Condition {}

    /** The field is at the first instant or later, and at the last or before; absent is without an end. */
    record Period(
            String field, @Nullable Instant first, @Nullable Instant last) implements Condition {}

    /** One of the conditions holds. */
    record AnyOf(List<Condition> conditions) implements Condition {}
}
