package io.docket.projection.generations;

import io.docket.projection.generations.Generation.State;
import io.docket.projection.view.Projector;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Which generations every view has and which of them serves: one document of the store, replaced as a whole. Pure; each
 * change gives another registry.
 *
 * @param revision counts the changes
 * @param views the generations by view
 */
public record Registry(long revision, Map<String, ViewGenerations> views) {
    /** Generations of a view that may be there when another one is asked for; each is written with every batch. */
    static final int MAX_GENERATIONS = 4;

    /** What there is before the first view. */
    public static final Registry EMPTY = new Registry(0, Map.of());

    public Registry {
        views = Map.copyOf(views);
    }

    /** The generations of a view. */
    public Optional<ViewGenerations> view(String name) {
        return Optional.ofNullable(views.get(name));
    }

    /** Every generation whose documents are needed, by its collection. */
    public Map<String, Generation> alive() {
        return collections(Generation::isAlive);
    }

    /** Every build that goes on: the collections that switch together, by the name of the build. */
    Map<String, Set<String>> builds() {
        return collections(generation -> generation.state() == State.BUILDING).entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getValue().build(), Collectors.mapping(Map.Entry::getKey, Collectors.toSet())));
    }

    /** Those that nobody can read any more. */
    Set<String> removable(Duration grace, Instant now) {
        return collections(generation -> generation.state() == State.DROPPING
                        && (generation.builtAt() == null
                                || !generation.since().plus(grace).isAfter(now)))
                .keySet();
    }

    /**
     * With every view of this build of the service: a new one gets its first generation, a raised version another one.
     *
     * @param fresh true if no event was read yet, so that what is empty is complete
     */
    Registry prepared(Collection<Projector> projectors, boolean fresh, Instant now) {
        Registry prepared = this;
        for (Projector projector : projectors) {
            ViewGenerations known =
                    prepared.views.getOrDefault(projector.view(), ViewGenerations.none(projector.view()));
            boolean failed = known.building().isEmpty()
                    && known.in(State.FAILED).anyMatch(generation -> generation.version() == projector.version());
            if (projector.version() > known.latestVersion() || failed) {
                ViewGenerations requested = abandon(known, now).request(projector.version(), nextBuild(), now);
                prepared = prepared.with(
                        fresh && known.generations().isEmpty()
                                ? requested.serve(requested.latestNumber(), now)
                                : requested);
            }
        }
        return prepared;
    }

    /** With a new generation of each of the views. */
    Registry requested(Map<String, Integer> versions, Instant now) {
        Registry requested = this;
        for (Map.Entry<String, Integer> entry : versions.entrySet()) {
            ViewGenerations known = requested.known(entry.getKey());
            known.building().ifPresent(generation -> {
                throw new NotNowException(
                        "being-built", "generation " + generation.number() + " of " + known.view() + " is being built");
            });
            if (known.generations().stream().filter(Generation::isAlive).count() >= MAX_GENERATIONS) {
                throw new NotNowException(
                        "too-many-generations",
                        known.view() + " has " + MAX_GENERATIONS + " generations: drop one, or wait until one is gone");
            }
            requested = requested.with(known.request(entry.getValue(), nextBuild(), now));
        }
        return requested;
    }

    /** With the views of a build served by what was built. */
    Registry switched(String build, Instant now) {
        return change(view -> view.building()
                .filter(generation -> generation.build().equals(build))
                .map(generation -> view.serve(generation.number(), now))
                .orElse(view));
    }

    /** With the views served by what served them before. */
    Registry rolledBack(Collection<String> names, Instant now) {
        Registry rolledBack = this;
        for (String name : names) {
            ViewGenerations view = rolledBack.known(name);
            rolledBack = rolledBack.with(view.serve(
                    view.former()
                            .orElseThrow(() ->
                                    new NotNowException("nothing-kept", "no former generation of " + name + " is kept"))
                            .number(),
                    now));
        }
        return rolledBack;
    }

    /** With builds given up. */
    Registry failed(Set<String> collections, String why, Instant now) {
        return change(view -> view.map(
                generation -> generation.state() == State.BUILDING && collections.contains(view.collection(generation))
                        ? generation.failed(why, now)
                        : generation));
    }

    /** With a generation on its way out. */
    Registry dropped(String name, int number, Instant now) {
        ViewGenerations view = known(name);
        view.serving().filter(serving -> serving.number() == number).ifPresent(serving -> {
            throw new NotNowException("serving", "generation " + number + " of " + name + " serves");
        });
        return with(view.map(generation -> generation.number() == number && generation.state() != State.DROPPING
                ? generation.to(State.DROPPING, now)
                : generation));
    }

    /** With those that were kept long enough on their way out. */
    Registry retired(int keep, Duration keepFor, Instant now) {
        return change(view -> {
            Set<Integer> kept = view.in(State.KEPT)
                    .filter(generation -> generation.since().plus(keepFor).isAfter(now))
                    .sorted((one, other) -> other.since().compareTo(one.since()))
                    .limit(keep)
                    .map(Generation::number)
                    .collect(Collectors.toSet());
            return view.map(generation -> generation.state() == State.KEPT && !kept.contains(generation.number())
                    ? generation.to(State.DROPPING, now)
                    : generation);
        });
    }

    /** Without those whose documents were removed; one that failed stays to be seen. */
    Registry removed(Set<String> collections) {
        return change(view -> view.without(generation ->
                generation.state() == State.DROPPING && collections.contains(view.collection(generation))));
    }

    private ViewGenerations known(String name) {
        return view(name).orElseThrow(() -> new IllegalArgumentException("there is no view " + name));
    }

    private String nextBuild() {
        return Long.toString(revision + 1);
    }

    private Registry with(ViewGenerations view) {
        Map<String, ViewGenerations> changed = new TreeMap<>(views);
        changed.put(view.view(), view);
        return new Registry(revision, changed);
    }

    private Registry change(UnaryOperator<ViewGenerations> change) {
        return new Registry(
                revision,
                views.values().stream().map(change).collect(Collectors.toMap(ViewGenerations::view, view -> view)));
    }

    private Map<String, Generation> collections(Predicate<Generation> wanted) {
        return views.values().stream()
                .flatMap(view -> view.generations().stream()
                        .filter(wanted)
                        .map(generation -> Map.entry(view.collection(generation), generation)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static ViewGenerations abandon(ViewGenerations view, Instant now) {
        return view.map(
                generation -> generation.state() == State.BUILDING ? generation.to(State.DROPPING, now) : generation);
    }
}
