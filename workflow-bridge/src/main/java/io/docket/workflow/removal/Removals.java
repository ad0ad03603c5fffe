package io.docket.workflow.removal;

import io.docket.workflow.interim.InterimStore;
import io.docket.workflow.interim.TaskForms;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.removal.RemovalQueue.Step;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Removes what was kept for instances that are over: first the data in the store, then the files of their tasks. Each has a
 * pass of its own, so data never waits for files, however long the file service takes. What cannot be removed now stays in
 * the queue and is tried again, later each time. Files go in rounds of as many instances as are worked on at once, those that never
 * failed before the others: where some hang, the files of another instance wait for one round, and that is one call. Each
 * step can be repeated, so two bridges, or one that broke off, do no harm.
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

    /** Removes the data of every instance for which that is due. Returns of how many it is gone now. */
    public int removeData() {
        return pass(Step.DATA, BATCH, this::removeData);
    }

    /** Removes the files of every instance for which that is due. Returns how many removals are done now. */
    public int removeFiles() {
        return pass(Step.FILES, AT_ONCE, this::removeFiles);
    }

    /** Works in rounds until nothing more is due, or nothing of a round passed. */
    private int pass(Step step, int size, Consumer<InstanceRef> work) {
        int all = 0;
        int passed;
        List<InstanceRef> round;
        do {
            round = queue.due(step, clock.instant(), BATCH).stream()
                    .sorted(Comparator.comparing(failures::containsKey))
                    .limit(size)
                    .toList();
            passed = each(round, step, work);
            all += passed;
        } while (passed > 0 && round.size() == size);
        return all;
    }

    private int each(List<InstanceRef> due, Step step, Consumer<InstanceRef> work) {
        AtomicInteger passed = new AtomicInteger();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            due.forEach(instance -> threads.execute(() -> {
                try {
                    work.accept(instance);
                    failures.remove(instance);
                    passed.incrementAndGet();
                } catch (RuntimeException e) {
                    postpone(step, instance, e);
                }
            }));
        }
        return passed.get();
    }

    private void removeData(InstanceRef instance) {
        int keys = store.remove(instance);
        queue.dataGone(instance, clock.instant());
        metrics.dataGone(keys);
        LOG.debugf("data removed instance=%s keys=%d", instance.key(), keys);
    }

    /** What was bound between the two steps goes with the files. */
    private void removeFiles(InstanceRef instance) {
        metrics.dataGone(store.remove(instance));
        forms.tasksOf(instance).forEach(task -> files.removeOf(instance.tenant(), task));
        forms.forget(instance);
        queue.done(instance);
        metrics.done();
        LOG.debugf("removed instance=%s", instance.key());
    }

    private void postpone(Step step, InstanceRef instance, RuntimeException fault) {
        metrics.failed();
        if (failures.size() >= MAX_COUNTED) {
            failures.clear();
        }
        int count = failures.merge(instance, 1, Integer::sum);
        if (count == 1) {
            boolean expected = fault instanceof Refused || fault instanceof Unavailable;
            LOG.warnf(
                    expected ? null : fault,
                    "removal put off instance=%s step=%s error=\"%s\"",
                    instance.key(),
                    step,
                    fault.getMessage());
        }
        try {
            Instant until = clock.instant().plus(backoff.after(count, RandomGenerator.getDefault()));
            queue.postpone(step, instance, until);
        } catch (RuntimeException e) {
            LOG.debugf("still due instance=%s error=\"%s\"", instance.key(), e.getMessage());
        }
    }
}
