package io.docket.projection.history.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import io.docket.contracts.topic.Topics;
import io.docket.projection.history.index.Place;
import io.docket.projection.query.QueryParameters;
import java.util.Base64;

/**
 * Where a page of a search ended, in one log and one order. Opaque on the wire.
 *
 * @param log which log: enough of its name to tell it from another
 * @param order the order of the pages
 * @param place place of the last event
 */
record HistoryCursor(String log, String order, Place place) {
    private static final int PARTS = 4;
    private static final int MAX_LENGTH = 500;

    /** A cursor of the log of that name. */
    static HistoryCursor of(String log, String order, Place place) {
        return new HistoryCursor(shortened(log), order, place);
    }

    /** Reads the wire form; one of another order is the client's fault. */
    static HistoryCursor parse(String text, String order) {
        try {
            if (text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("too long");
            }
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", PARTS);
            if (parts.length != PARTS) {
                throw new IllegalArgumentException("not a cursor");
            }
            if (!parts[1].equals(order)) {
                throw QueryParameters.invalid("after", "is a cursor of the order " + parts[1]);
            }
            HistoryCursor cursor =
                    new HistoryCursor(parts[0], order, new Place(Long.parseLong(parts[2]), Long.parseLong(parts[3])));
            int partition = cursor.position().partition();
            if (partition < 0 || partition >= Topics.PARTITIONS) {
                throw new IllegalArgumentException("of a partition that does not exist");
            }
            return cursor;
        } catch (IllegalArgumentException e) {
            throw QueryParameters.invalid("after", "is not a cursor: take it from next of the preceding page");
        }
    }

    /** The position of the last event. */
    Position position() {
        return new Position(
                (int) (place.position() >> Place.OFFSET_BITS), place.position() & ((1L << Place.OFFSET_BITS) - 1));
    }

    /** True if it is a cursor of the log of that name. */
    boolean isOf(String name) {
        return log.equals(shortened(name));
    }

    /** True if its event is among those before that place. */
    boolean isBefore(Cursor reached) {
        return position().offset() < reached.next(position().partition());
    }

    /** Its place; a cursor of another log, or of a place that this one has not reached, is the client's fault. */
    Place in(String name, Cursor reached) {
        if (!isOf(name)) {
            throw QueryParameters.invalid("after", "is a cursor of another log");
        }
        if (!isBefore(reached)) {
            throw QueryParameters.invalid("after", "is a cursor of a place that the log has not reached");
        }
        return place;
    }

    /** The wire form. */
    String text() {
        String parts = String.join("\n", log, order, Long.toString(place.recorded()), Long.toString(place.position()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(UTF_8));
    }

    private static String shortened(String name) {
        return Integer.toHexString(name.hashCode());
    }
}
