package io.docket.projection.query;

import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;

/**
 * Where a page ended: the sort value and the id of its last item. Opaque on the wire.
 *
 * @param sort name of the order that the page was in
 * @param value sort value of the last item: a text, a whole number or an instant
 * @param id id of the last item
 */
public record PageCursor(String sort, Object value, String id) {
    private static final int MAX_LENGTH = 2_000;
    private static final int PARTS = 4;

    /** Reads the wire form; a cursor that is not one of this list's is the client's fault. */
    public static PageCursor parse(String text, Sort expected) {
        try {
            if (text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("too long");
            }
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", PARTS);
            if (parts.length != PARTS || !parts[0].equals(expected.name())) {
                throw new IllegalArgumentException("of another list");
            }
            Object value = switch (parts[1]) {
                case "t" -> Instant.parse(parts[3]);
                case "n" -> Long.valueOf(parts[3]);
                case "s" -> parts[3];
                default -> throw new IllegalArgumentException("of another kind");
            };
            return new PageCursor(parts[0], value, parts[2]);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw Problems.invalid(
                    "after is not a cursor of this list",
                    List.of(new FieldError("after", "take it from next of the preceding page, with the same sort")));
        }
    }

    /** The wire form. */
    public String text() {
        String kind = value instanceof Instant ? "t" : value instanceof Number ? "n" : "s";
        String parts = String.join("\n", sort, kind, id, value.toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
    }
}
