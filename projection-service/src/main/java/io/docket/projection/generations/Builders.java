package io.docket.projection.generations;

import io.docket.projection.apply.ApplyConfig;
import io.docket.projection.apply.Partitions;
import io.docket.projection.apply.Views;
import io.docket.projection.deadletter.DeadLetterConfig;
import io.docket.projection.deadletter.Letters;
import io.docket.projection.deadletter.ParkedRoots;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** The threads of this instance that build. */
@ApplicationScoped
public class Builders implements Building {
    private static final Logger LOG = Logger.getLogger(Builders.class);

    private final Generations generations;
    private final Registrar registrar;
    private final Views views;
    private final Accounts accounts;
    private final Partitions served;
    private final LogReaders readers;
    private final Letters letters;
    private final DeadLetterConfig deadLetterConfig;
    private final GenerationsConfig config;
    private final ApplyConfig applyConfig;
    private final Clock clock;
    private final Map<Work, Builder> running = new HashMap<>();

    public Builders(
            Generations generations,
            Registrar registrar,
            Views views,
            Accounts accounts,
            Partitions served,
            LogReaders readers,
            Letters letters,
            GenerationsConfig config,
            DeadLetterConfig deadLetterConfig,
            ApplyConfig applyConfig,
            Clock clock) {
        this.generations = generations;
        this.registrar = registrar;
        this.views = views;
        this.accounts = accounts;
        this.served = served;
        this.readers = readers;
        this.letters = letters;
        this.deadLetterConfig = deadLetterConfig;
        this.config = config;
        this.applyConfig = applyConfig;
        this.clock = clock;
    }

    @Override
    public synchronized void align(Map<Integer, Set<String>> missing) {
        Map<Work, Set<Integer>> wanted = new HashMap<>();
        missing.forEach((partition, collections) -> {
            if (!collections.isEmpty()) {
                wanted.computeIfAbsent(new Work(collections, partition % config.readers()), any -> new HashSet<>())
                        .add(partition);
            }
        });
        running.entrySet().removeIf(entry -> {
            Set<Integer> partitions = wanted.getOrDefault(entry.getKey(), Set.of());
            if (entry.getValue().isDone()
                    || !entry.getValue().partitions().containsAll(partitions)
                    || partitions.isEmpty()) {
                entry.getValue().stop();
            }
            return entry.getValue().isDone();
        });
        wanted.forEach((work, partitions) -> {
            if (running.size() < config.readers() && !running.containsKey(work)) {
                LOG.infof("building generations=%s partitions=%s", work.collections(), partitions);
                running.put(work, new Builder(work.collections(), partitions));
            }
        });
    }

    /** Stops all of them, and waits a little for it. */
    synchronized void stop() {
        running.values().forEach(Builder::stop);
    }

    /** A build of its own, of this instance's parts. */
    Build build(Set<String> collections, Set<Integer> partitions) {
        generations.createIndexes(collections);
        LogReader reader = readers.open();
        try {
            return new Build(
                    collections,
                    generations.projectors(collections, partitions),
                    partitions,
                    views,
                    accounts,
                    served,
                    reader,
                    new ParkedRoots(any -> List.copyOf(collections), letters, deadLetterConfig, clock),
                    new BuildConfig(applyConfig, config.cachedDocuments()),
                    clock);
        } catch (RuntimeException failure) {
            reader.close();
            throw failure;
        }
    }

    private record Work(Set<String> collections, int reader) {}

    private record BuildConfig(ApplyConfig others, int cachedDocuments) implements ApplyConfig {
        @Override
        public Duration operationTimeout() {
            return others.operationTimeout();
        }

        @Override
        public Duration retryPause() {
            return others.retryPause();
        }

        @Override
        public Duration maxRetryPause() {
            return others.maxRetryPause();
        }
    }

    private final class Builder implements Runnable {
        private final Set<String> collections;
        private final Set<Integer> partitions;
        private final Thread thread;
        private volatile boolean stopping;

        Builder(Set<String> collections, Set<Integer> partitions) {
            this.collections = Set.copyOf(collections);
            this.partitions = Set.copyOf(partitions);
            this.thread =
                    Thread.ofPlatform().daemon().name("builder-" + partitions).start(this);
        }

        Set<Integer> partitions() {
            return partitions;
        }

        boolean isDone() {
            return !thread.isAlive();
        }

        void stop() {
            stopping = true;
        }

        @Override
        public void run() {
            int failures = 0;
            Duration pause = applyConfig.retryPause();
            while (!stopping) {
                try (Build build = build(collections, partitions)) {
                    while (!stopping && build.step()) {
                        failures = 0;
                        pause = applyConfig.retryPause();
                    }
                    return;
                } catch (RuntimeException failure) {
                    LOG.warnf("build fails generations=%s attempt=%d error=%s", collections, ++failures, failure);
                    if (failures >= config.attempts()) {
                        giveUp(failure);
                        return;
                    }
                    pause = rest(pause);
                }
            }
        }

        private void giveUp(RuntimeException failure) {
            try {
                registrar.change((registry, now) -> registry.failed(collections, String.valueOf(failure), now));
            } catch (RuntimeException notNoted) {
                LOG.errorf("build is given up and nobody knows generations=%s error=%s", collections, notNoted);
            }
        }

        private Duration rest(Duration pause) {
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopping = true;
            }
            Duration longer = pause.multipliedBy(2);
            return longer.compareTo(applyConfig.maxRetryPause()) < 0 ? longer : applyConfig.maxRetryPause();
        }
    }
}
