package io.docket.command.automation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/**
 * The events of a partition that an automation is done with. They may come out of order, as what was sent together can fail one
 * by one: the last {@value #KEPT} are known exactly, and all before those count as done with. The bridge never has as many
 * under way.
 */
final class SettledEvents {
    /** Events that are known exactly. */
    static final int KEPT = 1_000;

    static final SettledEvents NONE = new SettledEvents(0, new long[0]);

    private final long floor;
    private final long[] offsets;

    @JsonCreator
    private SettledEvents(@JsonProperty("floor") long floor, @JsonProperty("offsets") long[] offsets) {
        this.floor = floor;
        this.offsets = offsets;
    }

    boolean has(long offset) {
        return offset < floor || Arrays.binarySearch(offsets, offset) >= 0;
    }

    /** One more. */
    SettledEvents with(long offset) {
        if (has(offset)) {
            return this;
        }
        int place = -Arrays.binarySearch(offsets, offset) - 1;
        long[] more = new long[offsets.length + 1];
        System.arraycopy(offsets, 0, more, 0, place);
        more[place] = offset;
        System.arraycopy(offsets, place, more, place + 1, offsets.length - place);
        return more.length <= KEPT
                ? new SettledEvents(floor, more)
                : new SettledEvents(more[1], Arrays.copyOfRange(more, 1, more.length));
    }
}
