package io.docket.eventstore.internal.index;

import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A log as a plain list, and what it says, found by looking through all of it. */
final class PlainFold {
    private final List<LogRecord> log = new ArrayList<>();

    /** An event, an outcome, or, with neither, the marker of a commit. */
    record LogRecord(
            long offset,
            @Nullable EventRecord event,
            @Nullable OutcomeRecord outcome) {}

    void event(EventRecord event) {
        log.add(new LogRecord(log.size(), event, null));
    }

    void outcome(OutcomeRecord outcome) {
        log.add(new LogRecord(log.size(), null, outcome));
    }

    void marker() {
        log.add(new LogRecord(log.size(), null, null));
    }

    int size() {
        return log.size();
    }

    List<LogRecord> from(int offset) {
        return List.copyOf(log.subList(offset, log.size()));
    }

    private List<LogRecord> events(String stream) {
        return log.stream()
                .filter(logged ->
                        logged.event() != null && logged.event().streamId().equals(stream))
                .toList();
    }

    long head(String stream) {
        return events(stream).size();
    }

    List<String> places(String stream) {
        return events(stream).stream()
                .map(logged -> logged.offset() + " "
                        + Objects.requireNonNull(logged.event()).id())
                .toList();
    }

    /** When the key got its last outcome, if that was not before a moment. */
    Optional<Instant> outcome(String key, Instant notBefore) {
        return log.stream()
                .map(LogRecord::outcome)
                .filter(Objects::nonNull)
                .filter(outcome -> outcome.outcome().key().equals(key))
                .map(OutcomeRecord::at)
                .reduce((earlier, later) -> later)
                .filter(at -> !at.isBefore(notBefore));
    }
}
