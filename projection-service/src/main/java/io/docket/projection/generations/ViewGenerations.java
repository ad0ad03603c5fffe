package io.docket.projection.generations;

import io.docket.projection.generations.Generation.State;
import io.docket.projection.view.GenerationName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The generations of one view.
 *
 * @param view name of the view
 * @param latestNumber the highest number that was given
 * @param latestVersion the highest version of the projector that was asked for
 * @param generations those that are there, oldest first
 */
public record ViewGenerations(String view, int latestNumber, int latestVersion, List<Generation> generations) {
    public ViewGenerations {
        generations = List.copyOf(generations);
    }

    /** A view that nobody has seen before. */
    static ViewGenerations none(String view) {
        return new ViewGenerations(view, 0, 0, List.of());
    }

    /** The one that serves; empty while the first is being built. */
    public Optional<Generation> serving() {
        return in(State.SERVING).findFirst();
    }

    /** The one that is being built. */
    public Optional<Generation> building() {
        return in(State.BUILDING).findFirst();
    }

    /** The one that served before the present one. */
    public Optional<Generation> former() {
        return in(State.KEPT).max(Comparator.comparing(Generation::since));
    }

    /** The one with the number. */
    public Optional<Generation> numbered(int number) {
        return generations.stream()
                .filter(generation -> generation.number() == number)
                .findFirst();
    }

    /** The collection of one of them. */
    public String collection(Generation generation) {
        return new GenerationName(view, generation.number()).collection();
    }

    /** Those in the state. */
    Stream<Generation> in(State state) {
        return generations.stream().filter(generation -> generation.state() == state);
    }

    /** With one more, to be built; those that failed are forgotten. */
    ViewGenerations request(int version, String build, Instant now) {
        List<Generation> more = new ArrayList<>(generations);
        more.removeIf(generation -> generation.state() == State.FAILED);
        more.add(Generation.requested(latestNumber + 1, version, build, now));
        return new ViewGenerations(view, latestNumber + 1, Math.max(latestVersion, version), more);
    }

    /** With another one serving. */
    ViewGenerations serve(int number, Instant now) {
        return map(generation -> {
            if (generation.number() == number) {
                return generation.to(State.SERVING, now);
            }
            return generation.state() == State.SERVING ? generation.to(State.KEPT, now) : generation;
        });
    }

    /** With some of them changed. */
    ViewGenerations map(Function<Generation, Generation> change) {
        return new ViewGenerations(
                view,
                latestNumber,
                latestVersion,
                generations.stream().map(change).toList());
    }

    /** Without some of them. */
    ViewGenerations without(Predicate<Generation> gone) {
        return new ViewGenerations(
                view,
                latestNumber,
                latestVersion,
                generations.stream().filter(gone.negate()).toList());
    }
}
