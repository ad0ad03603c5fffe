package io.docket.projection.generations;

import io.docket.projection.apply.Partitions;
import io.docket.projection.apply.Source;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Looks what there is to do for the generations and does it. Every step says what is, not what comes next, so any instance
 * may take it at any time, also after another died in the middle:
 *
 * <pre>
 * a partition of ours has no account, or names what we cannot write  -> put that right
 * a generation is not kept current in a partition of ours            -> build it
 * a build is kept current in every partition                         -> switch to it
 * a kept generation is too old, or nobody can read it any more       -> drop it
 * an account or a collection belongs to no generation                -> remove it
 * </pre>
 */
@ApplicationScoped
public class Supervisor {
    private static final Logger LOG = Logger.getLogger(Supervisor.class);
    private static final Duration OPERATION = Duration.ofSeconds(30);
    private static final Duration SWEEP_PAUSE = Duration.ofMinutes(1);

    private final Source source;
    private final Registrar registrar;
    private final Generations generations;
    private final Accounts accounts;
    private final GenerationStore store;
    private final Building building;
    private final Partitions partitions;
    private final LogReaders log;
    private final GenerationsConfig config;
    private final Clock clock;
    private Instant nextSweep = Instant.MIN;

    public Supervisor(
            Source source,
            Registrar registrar,
            Generations generations,
            Accounts accounts,
            GenerationStore store,
            Building building,
            Partitions partitions,
            LogReaders log,
            GenerationsConfig config,
            Clock clock) {
        this.source = source;
        this.registrar = registrar;
        this.generations = generations;
        this.accounts = accounts;
        this.store = store;
        this.building = building;
        this.partitions = partitions;
        this.log = log;
        this.config = config;
        this.clock = clock;
    }

    /** Looks once. */
    synchronized void look() {
        if (source.madeFrom().isEmpty()) {
            return;
        }
        Map<Integer, Account> known = await(accounts.readAll());
        Registry registry = registrar.refresh();
        if (registry.views().isEmpty()) {
            generations.prepare();
            return;
        }
        Set<Integer> ours = partitions.assigned();
        generations.settle(registry, ours, known);
        building.align(missing(registry, known, ours));
        settleJoined(registry, known);
        complete(registry, known);
        drop(registry);
        sweep();
    }

    private Map<Integer, Set<String>> missing(Registry registry, Map<Integer, Account> known, Set<Integer> ours) {
        Map<Integer, Set<String>> missing = new HashMap<>();
        known.forEach((partition, account) -> {
            if (ours.contains(partition)) {
                missing.put(partition, generations.missing(registry, account));
            }
        });
        return missing;
    }

    private void complete(Registry registry, Map<Integer, Account> known) {
        Map<String, Set<String>> builds = registry.builds();
        builds.forEach((build, collections) -> {
            boolean current = known.values().stream()
                    .allMatch(account -> collections.stream().allMatch(account::holds));
            if (current && known.keySet().containsAll(log.ends().keySet())) {
                registrar.change((before, now) -> before.switched(build, now));
                LOG.infof("switched generations=%s", collections);
            }
        });
    }

    /** What a build needed to know goes as soon as it serves. */
    private void settleJoined(Registry registry, Map<Integer, Account> known) {
        known.forEach((partition, account) -> {
            Set<String> settled = new HashSet<>(account.behind().keySet());
            registry.builds().values().forEach(settled::removeAll);
            settled.removeIf(collection -> registry.alive().containsKey(collection) && !account.holds(collection));
            if (!settled.isEmpty()) {
                await(accounts.settle(partition, settled));
            }
        });
    }

    private void drop(Registry registry) {
        Instant now = Instant.now(clock);
        if (!registry.retired(config.keep(), config.keepFor(), now).equals(registry)) {
            registrar.change((before, at) -> before.retired(config.keep(), config.keepFor(), at));
        }
        Set<String> going = registry.removable(config.maxUnseen().multipliedBy(2), now);
        if (!going.isEmpty()) {
            await(accounts.forget(going));
            registrar.change((before, at) -> before.removed(going));
            going.forEach(collection -> await(store.remove(collection)));
            LOG.infof("dropped generations=%s", going);
        }
    }

    /** Removes what a killed instance, or a write that came late, left behind. */
    private void sweep() {
        Instant now = Instant.now(clock);
        if (now.isBefore(nextSweep)) {
            return;
        }
        Set<String> rubbish = new HashSet<>(await(store.existing()));
        rubbish.removeAll(registrar.refresh().alive().keySet());
        rubbish.forEach(collection -> {
            LOG.infof("removing what belongs to no generation collection=%s", collection);
            await(store.remove(collection));
        });
        nextSweep = now.plus(SWEEP_PAUSE);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(OPERATION);
    }
}
