package io.docket.projection.generations;

import io.docket.kit.problem.Problems;
import io.docket.projection.apply.Source;
import io.docket.projection.view.Projector;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What an operator may ask for: a new generation, the former one, one less; and how they are doing. Blocks. */
@ApplicationScoped
public class Administration {
    /** Stands for every view. */
    static final String ALL = "all";

    private static final Logger LOG = Logger.getLogger(Administration.class);
    private static final Duration OPERATION = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Source source;
    private final Registrar registrar;
    private final Generations generations;
    private final Accounts accounts;
    private final LogReaders log;
    private final Clock clock;

    public Administration(
            Source source,
            Registrar registrar,
            Generations generations,
            Accounts accounts,
            LogReaders log,
            Clock clock) {
        this.source = source;
        this.registrar = registrar;
        this.generations = generations;
        this.accounts = accounts;
        this.log = log;
        this.clock = clock;
    }

    /** How every view is doing. */
    List<ProjectionStatus> statuses() {
        return statuses(generations.views());
    }

    /** How the view is doing. */
    ProjectionStatus status(String name) {
        if (!generations.views().contains(name)) {
            throw Problems.notFound("There is no projection " + name);
        }
        return statuses(Set.of(name)).getFirst();
    }

    /** Asks for a new generation of the view, or of all views. */
    List<ProjectionStatus> rebuild(String name, String user) {
        Map<String, Integer> versions = new TreeMap<>();
        named(name).forEach(view -> versions.put(view, version(view)));
        return change(versions.keySet(), "rebuild", user, (registry, now) -> registry.requested(versions, now));
    }

    /** Goes back to the generation that served before; of all views, to those that have one. */
    List<ProjectionStatus> rollBack(String name, String user) {
        Set<String> views = named(name);
        Map<Integer, Account> known = accounts.readAll().await().atMost(OPERATION);
        return change(views, "rollback", user, (registry, now) -> {
            Set<String> back = views.stream()
                    .filter(view -> !name.equals(ALL)
                            || registry.view(view)
                                    .flatMap(ViewGenerations::former)
                                    .isPresent())
                    .collect(Collectors.toSet());
            if (back.isEmpty()) {
                throw new NotNowException("nothing-kept", "no former generation of any view is kept");
            }
            Registry rolledBack = registry.rolledBack(back, now);
            back.forEach(view -> requireCurrent(rolledBack, view, known));
            return rolledBack;
        });
    }

    /** Drops a generation that does not serve; one that is being built is given up with it. */
    void drop(String name, int number, String user) {
        Set<String> views = Set.of(status(name).name());
        change(views, "drop " + number, user, (registry, now) -> {
            if (registry.view(name).flatMap(view -> view.numbered(number)).isEmpty()) {
                throw Problems.notFound("There is no generation " + number + " of " + name);
            }
            return registry.dropped(name, number, now);
        });
    }

    private List<ProjectionStatus> change(
            Set<String> views, String what, String user, BiFunction<Registry, Instant, Registry> change) {
        prepared();
        try {
            registrar.change(change);
        } catch (NotNowException e) {
            throw conflict(e);
        }
        LOG.infof("operator asks what=%s views=%s user=%s", what, views, user);
        return statuses(views);
    }

    /** A generation that some partition does not keep current is being caught up, as after a build that did not know it. */
    private static void requireCurrent(Registry registry, String view, Map<Integer, Account> known) {
        boolean current = registry.view(view)
                .flatMap(generations -> generations.serving().map(generations::collection))
                .filter(collection -> known.values().stream().allMatch(account -> account.holds(collection)))
                .isPresent();
        if (!current) {
            throw new NotNowException("catching-up", "the former generation of " + view + " is being caught up");
        }
    }

    private List<ProjectionStatus> statuses(Set<String> views) {
        prepared();
        Map<Integer, Account> known = accounts.readAll().await().atMost(OPERATION);
        Registry registry = registrar.refresh();
        Map<Integer, Long> ends = registry.builds().isEmpty() ? Map.of() : ends();
        Instant now = Instant.now(clock);
        return new TreeSet<>(views)
                .stream()
                        .map(view -> ProjectionStatus.of(
                                registry.view(view).orElse(ViewGenerations.none(view)),
                                version(view),
                                known,
                                ends,
                                now))
                        .toList();
    }

    private Map<Integer, Long> ends() {
        try {
            return log.ends();
        } catch (RuntimeException away) {
            LOG.warnf("the log does not say where it ends error=%s", away);
            throw Problems.unavailable("The log does not say where it ends", RETRY_AFTER);
        }
    }

    private Set<String> named(String name) {
        if (name.equals(ALL)) {
            return generations.views();
        }
        if (!generations.views().contains(name)) {
            throw Problems.notFound("There is no projection " + name);
        }
        return Set.of(name);
    }

    private int version(String view) {
        Projector projector = generations.projector(view);
        return projector == null ? 0 : projector.version();
    }

    private void prepared() {
        if (source.madeFrom().isEmpty()) {
            throw Problems.unavailable("The views are not prepared yet", RETRY_AFTER);
        }
    }

    private static HttpProblem conflict(NotNowException e) {
        return Problems.conflict(e.reason(), e.detail());
    }
}
