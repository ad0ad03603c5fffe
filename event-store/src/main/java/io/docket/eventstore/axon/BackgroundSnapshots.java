package io.docket.eventstore.axon;

import io.docket.eventstore.EventStoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.AggregateConfiguration;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.AggregateFactory;
import org.axonframework.eventsourcing.AggregateSnapshotter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots taken beside the commands: one at a time on a thread of its own, from what is committed, the last snapshot and the
 * events after it. No command waits for one or fails with one. Where too many wait already, one is left out: its aggregate
 * asks again after as many events, or when it is loaded.
 */
final class BackgroundSnapshots extends AggregateSnapshotter {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundSnapshots.class);

    /** Snapshots that may wait for the one that is being taken. */
    private static final int QUEUE_CAPACITY = 1_000;

    /** How long one that is being taken may go on when the configuration shuts down. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private BackgroundSnapshots(Builder builder) {
        super(builder);
    }

    /** The snapshots of a configuration's aggregates, until it shuts down. */
    static BackgroundSnapshots of(Configuration configuration) {
        ThreadPoolExecutor thread = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(QUEUE_CAPACITY),
                Thread.ofPlatform().daemon().name("snapshots").factory());
        configuration.onShutdown(() -> end(thread));
        return of(configuration, thread);
    }

    /** The same on an executor that somebody else ends. It may refuse what it has no room for. */
    static BackgroundSnapshots of(Configuration configuration, Executor executor) {
        List<AggregateFactory<?>> factories = new ArrayList<>();
        configuration
                .findModules(AggregateConfiguration.class)
                .forEach(aggregate -> factories.add(aggregate.aggregateFactory()));
        return new BackgroundSnapshots(AggregateSnapshotter.builder()
                .eventStore(configuration.eventStore())
                .executor(executor)
                .aggregateFactories(factories)
                .repositoryProvider(configuration::repository)
                .parameterResolverFactory(configuration.parameterResolverFactory()));
    }

    private static void end(ExecutorService thread) {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(DRAIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("event=snapshot-goes-on after={}", DRAIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void scheduleSnapshot(Class<?> aggregateType, String aggregateId) {
        if (CurrentUnitOfWork.isStarted() && CurrentUnitOfWork.get().phase().isBefore(UnitOfWork.Phase.COMMIT)) {
            CurrentUnitOfWork.get().afterCommit(committed -> schedule(aggregateType, aggregateId));
        } else {
            schedule(aggregateType, aggregateId);
        }
    }

    private void schedule(Class<?> aggregateType, String aggregateId) {
        try {
            super.scheduleSnapshot(aggregateType, aggregateId);
        } catch (RejectedExecutionException _) {
            LOG.debug("event=snapshot-left-out aggregate={}", aggregateId);
        }
    }

    /** Tells of a failure itself: Axon's own log tells of much that is none. */
    @Override
    protected Runnable createSnapshotterTask(Class<?> aggregateType, String aggregateId) {
        Runnable task = super.createSnapshotterTask(aggregateType, aggregateId);
        return () -> {
            try {
                task.run();
            } catch (EventStoreException e) {
                LOG.debug("event=snapshot-not-taken aggregate={}", aggregateId, e);
            } catch (RuntimeException e) {
                LOG.warn("event=snapshot-failed aggregate={} error=\"{}\"", aggregateId, e.toString());
            }
        };
    }
}
