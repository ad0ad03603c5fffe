package io.docket.projection.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of one document of a view: what the API shows, and the offset of the last event in it. Values are strings,
 * numbers, booleans, instants, lists and maps. A fold changes a {@link #copy()}, never its argument.
 */
public final class Document {
    /** Offset of a document that no event has touched. */
    public static final long NEVER = -1;

    private final Map<String, @Nullable Object> fields;
    private long at;

    public Document(long at, Map<String, @Nullable Object> fields) {
        this.at = at;
        this.fields = fields;
    }

    /** A document that no event has touched. */
    public static Document empty() {
        return new Document(NEVER, new LinkedHashMap<>());
    }

    /** A copy to change; values are shared, so lists and maps inside are replaced, never changed. */
    public Document copy() {
        return new Document(at, new LinkedHashMap<>(fields));
    }

    /** Offset of the last event in it. */
    public long at() {
        return at;
    }

    /** Moves it to the offset. */
    public Document at(long offset) {
        at = offset;
        return this;
    }

    /** The fields, as the API shows them. */
    public Map<String, @Nullable Object> fields() {
        return Collections.unmodifiableMap(fields);
    }

    /** Sets a field; an absent value removes it. */
    public Document set(String field, @Nullable Object value) {
        if (value == null) {
            fields.remove(field);
        } else {
            fields.put(field, value);
        }
        return this;
    }

    /** Appends to a list field. */
    public Document append(String field, Object value) {
        List<Object> longer = new ArrayList<>(list(field));
        longer.add(value);
        return set(field, longer);
    }

    /** A field; absent if it has none. */
    public @Nullable Object get(String field) {
        return fields.get(field);
    }

    /** A text field; absent if it has none. */
    public @Nullable String text(String field) {
        return (String) fields.get(field);
    }

    /** A text field that every document of the view has. */
    public String required(String field) {
        if (fields.get(field) instanceof String text) {
            return text;
        }
        throw new FoldFailure("the document has no " + field);
    }

    /** A whole number; 0 if it has none. */
    public long number(String field) {
        return fields.get(field) instanceof Number number ? number.longValue() : 0;
    }

    /** A list field; empty if it has none. */
    @SuppressWarnings("unchecked")
    public List<Object> list(String field) {
        return fields.get(field) instanceof List<?> list ? (List<Object>) list : List.of();
    }

    /** A list field of objects; empty if it has none. */
    @SuppressWarnings("unchecked")
    public List<Map<String, @Nullable Object>> objects(String field) {
        return fields.get(field) instanceof List<?> list ? (List<Map<String, @Nullable Object>>) list : List.of();
    }

    /** An object field; empty if it has none. */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> object(String field) {
        return fields.get(field) instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Document document && at == document.at && fields.equals(document.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return "@" + at + fields;
    }
}
