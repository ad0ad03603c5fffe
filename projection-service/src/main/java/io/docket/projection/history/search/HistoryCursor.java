package io.docket.projection.history.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.position.Cursor;
import io.docket.projection.history.index.Place;
import io.docket.projection.query.QueryParameters;
import java.util.Base64;

/**
 * Where a page of a search ended, in one log and one order. Opaque on the wire.
 *
 * @param log which log
 * @param order the order of the pages
 * @param place place of the last event
 */
record HistoryCursor(String log, String order, Place place) {
    private static final int PARTS = 4;
    private static final int MAX_LENGTH = 500;

    /**
     * Reads the wire form; one of another log or order, or of a place that this history has not reached, is the client's
     * fault.
     */
    static HistoryCursor parse(String text, String log, String order, Cursor reached) {
        try {
            if (text.length() > MAX_LENGTH) {
                throw new IllegalArgumentException("too long");
            }
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", PARTS);
            if (parts.length != PARTS) {
                throw new IllegalArgumentException("not a cursor");
            }
            if (!parts[0].equals(shortened(log))) {
                throw QueryParameters.invalid("after", "is a cursor of another log");
            }
            if (!parts[1].equals(order)) {
                throw QueryParameters.invalid("after", "is a cursor of the order " + parts[1]);
            }
            Place place = new Place(Long.parseLong(parts[2]), Long.parseLong(parts[3]));
            int partition = (int) (place.position() >> Place.OFFSET_BITS);
            long offset = place.position() & ((1L << Place.OFFSET_BITS) - 1);
            if (partition < 0 || offset >= reached.next(partition)) {
                throw QueryParameters.invalid("after", "is a cursor of a place that the log has not reached");
            }
            return new HistoryCursor(log, order, place);
        } catch (IllegalArgumentException e) {
            throw QueryParameters.invalid("after", "is not a cursor: take it from next of the preceding page");
        }
    }

    /** The wire form. */
    String text() {
        String parts = String.join(
                "\n", shortened(log), order, Long.toString(place.recorded()), Long.toString(place.position()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(UTF_8));
    }

    /** Enough of the name of a log to tell it from another. */
    private static String shortened(String log) {
        return Integer.toHexString(log.hashCode());
    }
}
