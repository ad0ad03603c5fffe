package io.docket.projection.redis;

import java.util.Map;

/**
 * The epoch in use, as of one moment.
 *
 * <pre>
 * building --filled--> complete
 *    |                    |
 *    +---- a batch was lost ----> broken
 * </pre>
 *
 * @param fields its hash, empty if there is none
 * @param positions the next offset by partition: it holds all before
 * @param attended true while somebody fills it
 */
record HotEpoch(Map<String, String> fields, Map<Integer, Long> positions, boolean attended) {
    /** The state of an epoch that holds every document. */
    static final String COMPLETE = "complete";

    /** The state of an epoch that is being filled. */
    static final String BUILDING = "building";

    HotEpoch {
        fields = Map.copyOf(fields);
        positions = Map.copyOf(positions);
    }

    /** Its id; empty if there is none. */
    String id() {
        return fields.getOrDefault("id", "");
    }

    boolean isComplete() {
        return COMPLETE.equals(fields.get("state"));
    }

    boolean isBuilding() {
        return BUILDING.equals(fields.get("state"));
    }

    /** The log that it is made from; empty if there is none. */
    String madeFrom() {
        return fields.getOrDefault("madeFrom", "");
    }

    /** What it is made from of that log. */
    String generations() {
        return fields.getOrDefault("generations", "");
    }

    /** How many changes of what serves whoever opened it had seen. */
    long revision() {
        return Long.parseLong(fields.getOrDefault("revision", "0"));
    }

    /** True if it holds all before these offsets, by partition. */
    boolean reaches(Map<Integer, Long> next) {
        return next.entrySet().stream()
                .allMatch(wanted -> positions.getOrDefault(wanted.getKey(), 0L) >= wanted.getValue());
    }
}
