package io.docket.projection.history.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;

/** A cursor that moves with every event, and is written down where one is told. */
final class RunningCursor {
    private final int log;
    private final long[] next;

    RunningCursor(Cursor from) {
        log = from.log();
        next = from.offsets();
    }

    /** Moves past an event. */
    void after(Position position) {
        next[position.partition()] = position.offset() + 1;
    }

    /** Its text, ASCII. */
    byte[] text() {
        return new Cursor(log, next).toString().getBytes(US_ASCII);
    }
}
