package io.docket.eventstore.faults.instance;

import static java.util.stream.Collectors.joining;

import io.docket.contracts.position.Position;
import java.util.Arrays;
import java.util.List;

/**
 * What an instance said to an attempt, as it travels back: {@code kind detail number positions}.
 *
 * @param kind what it means
 * @param detail the stream of a conflict, the reason of a refusal
 * @param number head of the stream of a conflict; the attempt that was written, of a duplicate
 * @param positions where the events are
 */
public record Answer(Kind kind, String detail, long number, List<Position> positions) {
    /** The answers by what may be in the log afterwards. */
    public enum Kind {
        /** Written, where it says. Final. */
        COMMITTED,
        /** An earlier attempt with the same key was written; this one was not. Final. */
        DUPLICATE,
        /** Not written, and never will be: the version is taken. Final. */
        CONFLICT,
        /** This attempt was not written. */
        REFUSED,
        /** Perhaps written. */
        UNKNOWN,
        /** The instance did not answer in time, or ended: perhaps written. */
        SILENCE;

        public boolean isFinal() {
            return this == COMMITTED || this == DUPLICATE || this == CONFLICT;
        }
    }

    static final Answer SILENCE = new Answer(Kind.SILENCE, "-", 0, List.of());

    static Answer of(Kind kind, String detail) {
        return new Answer(kind, detail, 0, List.of());
    }

    String line() {
        return String.join(
                " ",
                kind.name(),
                detail,
                Long.toString(number),
                positions.stream().map(Position::toString).collect(joining(",")));
    }

    static Answer parse(String line) {
        String[] parts = line.split(" ", -1);
        List<Position> positions = parts[3].isEmpty()
                ? List.of()
                : Arrays.stream(parts[3].split(",")).map(Position::parse).toList();
        return new Answer(Kind.valueOf(parts[0]), parts[1], Long.parseLong(parts[2]), positions);
    }
}
