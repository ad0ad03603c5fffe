package io.docket.eventstore.axon.routing;

import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.EventTooLargeException;
import io.docket.eventstore.InvalidStreamException;
import io.docket.eventstore.SeveralRootsException;
import io.docket.eventstore.StoredOutcome;
import io.docket.eventstore.UnreadableEventException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the store did not take a command that was forwarded, where it never will. Goes beside the same in words, which is all
 * that a build reads that does not know the type, or this record.
 *
 * @param type simple name of the exception's class
 * @param parts what the exception is made of
 * @param first the outcome that an idempotency key has already; else {@code null}
 */
record StoreAnswer(
        String type, List<String> parts, @Nullable StoredOutcome first) {
    /** The answer that a failure is; {@code null} if it is another one. */
    static @Nullable StoreAnswer of(Throwable failure) {
        return switch (failure) {
            case EventTooLargeException large ->
                with(large, large.what(), Long.toString(large.bytes()), Long.toString(large.maxBytes()));
            case InvalidStreamException invalid -> with(invalid, invalid.getMessage());
            case SeveralRootsException several -> with(several, several.root(), several.other());
            case UnreadableEventException unreadable ->
                with(unreadable, unreadable.place(), unreadable.type(), unreadable.reason());
            case DuplicateKeyException duplicate -> new StoreAnswer(name(duplicate), List.of(), duplicate.first());
            default -> null;
        };
    }

    private static StoreAnswer with(EventStoreException failure, String... parts) {
        return new StoreAnswer(name(failure), List.of(parts), null);
    }

    private static String name(EventStoreException failure) {
        return failure.getClass().getSimpleName();
    }

    /** The same exception again; {@code null} if this build does not know it. */
    @Nullable
    EventStoreException exception() {
        return switch (type) {
            case "EventTooLargeException" ->
                new EventTooLargeException(parts.get(0), Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2)));
            case "InvalidStreamException" -> new InvalidStreamException(parts.get(0));
            case "SeveralRootsException" -> new SeveralRootsException(parts.get(0), parts.get(1));
            case "UnreadableEventException" ->
                new UnreadableEventException(parts.get(0), parts.get(1), parts.get(2), null);
            case "DuplicateKeyException" -> first == null ? null : new DuplicateKeyException(first);
            default -> null;
        };
    }
}
