package io.docket.projection.generations;

import io.docket.projection.generations.Generation.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a view is doing.
 *
 * @param name name of the view
 * @param version version of the projector that the serving generation was built by; 0 if none serves yet
 * @param codeVersion version of the projector in the build that answers
 * @param servingGeneration number of the generation that queries read; 0 if none serves yet
 * @param state serving, building, catching-up, switched (a former generation is kept to go back to) or failed
 * @param percent how much of the log is in the generation that is being built; 100 if none is
 * @param eventsPerSecond how fast it is being built; 0 if none is
 * @param remainingSeconds how long it takes at that speed; absent if that is not known, or none is being built
 * @param error why the last build was given up; absent if it was not
 * @param generations those that are there, oldest first
 */
public record ProjectionStatus(
        String name,
        int version,
        int codeVersion,
        int servingGeneration,
        String state,
        double percent,
        long eventsPerSecond,
        @Nullable Long remainingSeconds,
        @Nullable String error,
        List<Entry> generations) {
    /** A build that lacks no more offsets than these is catching up. */
    static final long CATCHING_UP = 10_000;

    private static final double ALL = 100;

    /** One generation, for the operator. */
    public record Entry(
            int number,
            int version,
            String state,
            String collection,
            Instant requestedAt,
            Instant since,
            @Nullable String error) {}

    /** How the view is doing, by what is written down. */
    static ProjectionStatus of(
            ViewGenerations view,
            int codeVersion,
            Map<Integer, Account> accounts,
            Map<Integer, Long> ends,
            Instant now) {
        Generation serving = view.serving().orElse(null);
        Generation building = view.building().orElse(null);
        Generation failed = view.in(State.FAILED)
                .max(Comparator.comparing(Generation::number))
                .orElse(null);
        List<Entry> entries =
                view.generations().stream().map(entry -> entry(view, entry)).toList();
        int version = serving == null ? 0 : serving.version();
        int number = serving == null ? 0 : serving.number();
        if (building == null) {
            String state = failed != null ? "failed" : view.former().isPresent() ? "switched" : "serving";
            return new ProjectionStatus(
                    view.view(),
                    version,
                    codeVersion,
                    number,
                    state,
                    ALL,
                    0,
                    null,
                    failed == null ? null : failed.error(),
                    entries);
        }
        Done done = Done.of(view.collection(building), accounts, ends);
        double seconds =
                Math.max(1, Duration.between(building.requestedAt(), now).toMillis()) / 1_000.0;
        long left = done.end() - done.next();
        return new ProjectionStatus(
                view.view(),
                version,
                codeVersion,
                number,
                left <= CATCHING_UP && done.next() > 0 || left == 0 ? "catching-up" : "building",
                done.end() == 0 ? ALL : Math.floor(ALL * 10 * done.next() / done.end()) / 10,
                Math.round(done.events() / seconds),
                done.next() == 0 ? null : (Long) Math.round(left * seconds / done.next()),
                null,
                entries);
    }

    private static Entry entry(ViewGenerations view, Generation generation) {
        return new Entry(
                generation.number(),
                generation.version(),
                generation.state().name().toLowerCase(Locale.ROOT),
                view.collection(generation),
                generation.requestedAt(),
                generation.since(),
                generation.error());
    }

    /** How much of the log, in offsets, and how many events are in a generation. */
    private record Done(long next, long end, long events) {
        static Done of(String collection, Map<Integer, Account> accounts, Map<Integer, Long> ends) {
            long next = 0;
            long end = 0;
            long events = 0;
            for (Map.Entry<Integer, Long> entry : ends.entrySet()) {
                end += entry.getValue();
                Account account = accounts.get(entry.getKey());
                if (account != null) {
                    Account.Behind behind = account.behindOf(collection);
                    events += behind.events();
                    next += account.holds(collection) ? entry.getValue() : Math.min(behind.next(), entry.getValue());
                }
            }
            return new Done(next, end, events);
        }
    }
}
