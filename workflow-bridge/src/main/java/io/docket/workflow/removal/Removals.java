package io.docket.workflow.removal;

import io.docket.workflow.interim.InterimStore;
import io.docket.workflow.interim.TaskForms;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Removes what was kept for instances that are over: first the data in the store, then the files of their tasks. What
 * cannot be removed now stays in the queue and is tried again, later each time; others do not wait for it. Each step can be
 * repeated, so two bridges, or one that broke off, do no harm.
 */
public final class Removals {
    private static final Logger LOG = Logger.getLogger(Removals.class);
    private static final int BATCH = 256;
    private static final int AT_ONCE = 8;
    private static final int MAX_COUNTED = 10_000;

    private final RemovalQueue queue;
    private final InterimStore store;
    private final TaskForms forms;
    private final TaskFiles files;
    private final Backoff backoff;
    private final InstantSource clock;
    private final RemovalMetrics metrics;
    private final Map<InstanceRef, Integer> failures = new ConcurrentHashMap<>();

    /** Removals from the store and the files. */
    public Removals(
            RemovalQueue queue,
            InterimStore store,
            TaskForms forms,
            TaskFiles files,
            Backoff backoff,
            InstantSource clock,
            RemovalMetrics metrics) {
        this.queue = queue;
        this.store = store;
        this.forms = forms;
        this.files = files;
        this.backoff = backoff;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Tries every removal that is due. Returns how many are done. */
    public int removeDue() {
        AtomicInteger removed = new AtomicInteger();
        List<InstanceRef> due;
        do {
            due = queue.due(clock.instant(), BATCH);
            try (ExecutorService threads =
                    Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
                due.forEach(instance -> threads.submit(() -> {
                    if (isRemoved(instance)) {
                        removed.incrementAndGet();
                    }
                }));
            }
        } while (due.size() == BATCH);
        return removed.get();
    }

    private boolean isRemoved(InstanceRef instance) {
        try {
            int keys = store.remove(instance);
            forms.tasksOf(instance).forEach(task -> files.removeOf(instance.tenant(), task));
            forms.forget(instance);
            queue.done(instance);
            failures.remove(instance);
            metrics.removed(keys);
            LOG.debugf("removed instance=%s keys=%d", instance.key(), keys);
            return true;
        } catch (Refused | Unavailable e) {
            postpone(instance, e);
            return false;
        }
    }

    private void postpone(InstanceRef instance, RuntimeException fault) {
        metrics.failed();
        if (failures.size() >= MAX_COUNTED) {
            failures.clear();
        }
        int count = failures.merge(instance, 1, Integer::sum);
        if (count == 1) {
            LOG.warnf("removal put off instance=%s error=\"%s\"", instance.key(), fault.getMessage());
        }
        try {
            Instant until = clock.instant().plus(backoff.after(count, RandomGenerator.getDefault()));
            queue.postpone(instance, until);
        } catch (Unavailable e) {
            LOG.debugf("still due instance=%s", instance.key());
        }
    }
}
