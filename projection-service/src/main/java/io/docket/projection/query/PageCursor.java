package io.docket.projection.query;

import com.fasterxml.jackson.core.type.TypeReference;
import io.docket.contracts.json.Json;
import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Objects;

/**
 * Where a page ended: the sort values and the id of its last item. Opaque on the wire.
 *
 * @param sort the order that the page was in, as {@link Sort#in} or its name says
 * @param values sort values of the last item: texts, whole numbers or instants
 * @param id id of the last item
 */
public record PageCursor(String sort, List<Object> values, String id) {
    /** Longest wire form, in characters: above what a list gives, and half of the line of a request. */
    static final int MAX_LENGTH = 8_000;

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    public PageCursor {
        values = List.copyOf(values);
    }

    public PageCursor(String sort, Object value, String id) {
        this(sort, List.of(value), id);
    }

    /** Reads the wire form; a cursor that is not one of this list's is the client's fault. */
    public static PageCursor parse(String text, Sort expected) {
        return parse(text, expected.name(), expected.fields().size());
    }

    /**
     * Reads the wire form; a cursor that is not one of this list's is the client's fault.
     *
     * @param sort what it must call the order
     * @param fields how many values it must have
     */
    public static PageCursor parse(String text, String sort, int fields) {
        try {
            if (text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("too long");
            }
            List<String> parts = Json.mapper().readValue(Base64.getUrlDecoder().decode(text), TEXTS);
            if (parts.size() != 2 + fields || !sort.equals(parts.getFirst())) {
                throw new IllegalArgumentException("of another list");
            }
            List<Object> values = new ArrayList<>();
            parts.subList(2, parts.size()).forEach(part -> values.add(value(part)));
            return new PageCursor(parts.getFirst(), values, Objects.requireNonNull(parts.get(1)));
        } catch (IllegalArgumentException | NullPointerException | DateTimeParseException | IOException e) {
            throw foreign();
        }
    }

    /** The problem of a cursor that is not one of the list's. */
    public static HttpProblem foreign() {
        return Problems.invalid(
                "after is not a cursor of this list",
                List.of(new FieldError("after", "take it from next of the preceding page, with the same sort")));
    }

    /** The wire form. */
    public String text() {
        List<String> parts = new ArrayList<>(List.of(sort, id));
        values.forEach(value -> parts.add(kind(value) + value.toString()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(parts));
    }

    /** The first sort value. */
    public Object value() {
        return values.getFirst();
    }

    private static String kind(Object value) {
        return value instanceof Instant ? "t" : value instanceof Number ? "n" : "s";
    }

    private static Object value(String part) {
        String value = part.substring(Math.min(1, part.length()));
        return switch (part.isEmpty() ? ' ' : part.charAt(0)) {
            case 't' -> Date.from(Instant.parse(value)).toInstant();
            case 'n' -> Long.valueOf(value);
            case 's' -> value;
            default -> throw new IllegalArgumentException("of another kind");
        };
    }
}
