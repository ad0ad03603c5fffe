package io.docket.workflow.removal;

import io.docket.workflow.encryption.Tampered;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.interim.InterimKeys;
import io.docket.workflow.interim.InterimStore;
import io.docket.workflow.interim.InterimStore.Expired;
import io.docket.workflow.interim.SealedSubmission;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every key of interim data, and at the files of tasks, for what removal by events would miss, says so, and hands
 * it to where it is removed: data of an instance that is over to the queue, data that stands outside of every index back
 * into one. What does not open is reported and left alone. Data that nobody started an instance with in time is removed,
 * and is no orphan.
 */
public final class Sweep {
    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final int MAX_REPORTED = 1_000;

    private final InterimStore store;
    private final RemovalQueue queue;
    private final Progress progress;
    private final FileSweep files;
    private final Duration unboundLife;
    private final InstantSource clock;
    private final SweepMetrics metrics;
    private final AtomicReference<Report> last = new AtomicReference<>(Report.NONE);

    /**
     * A sweep through the store and the files.
     *
     * @param unboundLife how long data waits for its instance
     * @param metrics told of what was found
     */
    public Sweep(
            InterimStore store,
            RemovalQueue queue,
            Progress progress,
            FileSweep files,
            Duration unboundLife,
            InstantSource clock,
            SweepMetrics metrics) {
        this.store = store;
        this.queue = queue;
        this.progress = progress;
        this.files = files;
        this.unboundLife = unboundLife;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** What the last sweep found. */
    public Report last() {
        return last.get();
    }

    /** Looks at everything once; not while the memory of which instances run is being rebuilt. */
    public synchronized Report run() {
        if (!isWhole()) {
            return last.get();
        }
        List<Expired> expired = expire();
        List<Orphan> orphans = new ArrayList<>();
        long checked = 0;
        String cursor = "0";
        do {
            InterimStore.Page page = store.scan(cursor);
            for (String key : page.keys()) {
                checked++;
                orphans.addAll(check(key));
            }
            cursor = page.next();
        } while (!cursor.equals("0"));
        FileSweep.Found found = files.run(this::isWhole);
        checked += found.checked();
        orphans.addAll(found.orphans());
        orphans.forEach(orphan ->
                LOG.warnf("orphan key=%s tenant=%s reason=%s", orphan.key(), orphan.tenant(), orphan.reason()));
        Report report = new Report(
                clock.instant(),
                checked,
                orphans.size(),
                orphans.stream().limit(MAX_REPORTED).toList(),
                expired);
        last.set(report);
        metrics.found(report.found());
        return report;
    }

    private List<Expired> expire() {
        List<Expired> expired = store.removeUnbound(clock.instant(), MAX_REPORTED);
        metrics.expired(expired.size());
        expired.forEach(data -> LOG.infof("expired key=%s tenant=%s", data.key(), data.tenant()));
        return expired;
    }

    /** Asked after an instance was not found, too: an engine may have been lost since the sweep began, and the memory with it. */
    private boolean isWhole() {
        return progress.isWhole() && progress.interim().isWhole();
    }

    private List<Orphan> check(String key) {
        return InterimKeys.instanceOfIndex(key)
                .map(instance -> checkIndex(key, instance))
                .orElseGet(() -> checkValue(key).stream().toList());
    }

    /** One index can have keys of several tenants whose instances have the same id. */
    private List<Orphan> checkIndex(String key, String processInstanceId) {
        return store.pruneIndex(processInstanceId).stream()
                .map(owner -> owner.map(InstanceRef::tenant))
                .distinct()
                .map(tenant -> new Orphan(key, tenant.orElse(null), "index-without-data"))
                .toList();
    }

    private Optional<Orphan> checkValue(String key) {
        String sealed = store.get(key).get(SealedSubmission.DATA);
        if (sealed == null) {
            return Optional.empty();
        }
        try {
            return checkData(key, Vault.tenantOf(sealed));
        } catch (Tampered e) {
            Optional<String> tenant =
                    Vault.tenantBefore(sealed).or(() -> store.ownerOf(key).map(InstanceRef::tenant));
            return Optional.of(new Orphan(key, tenant.orElse(null), "unreadable"));
        }
    }

    private Optional<Orphan> checkData(String key, String tenant) {
        Optional<InstanceRef> owner = store.ownerOf(key);
        if (owner.isEmpty()) {
            return store.isUnbound(key) ? Optional.empty() : Optional.of(adopted(key, tenant));
        }
        if (queue.standing(owner.get()) != RemovalQueue.Standing.OVER || !isWhole()) {
            return Optional.empty();
        }
        store.adopt(key, owner, unboundLife);
        queue.add(owner.get(), clock.instant());
        return Optional.of(new Orphan(key, tenant, "instance-over"));
    }

    private Orphan adopted(String key, String tenant) {
        Optional<InstanceRef> owner = InterimKeys.instanceOfTaskForm(key).map(id -> new InstanceRef(tenant, id));
        store.adopt(key, owner, unboundLife);
        owner.filter(instance -> queue.standing(instance) == RemovalQueue.Standing.OVER && isWhole())
                .ifPresent(instance -> queue.add(instance, clock.instant()));
        return new Orphan(key, tenant, "not-indexed");
    }

    /**
     * What a sweep found.
     *
     * @param at when
     * @param checked keys, and tasks with files, that it looked at
     * @param found how many were orphans
     * @param orphans the first of them
     * @param expired what nobody started an instance with in time; removed, and not counted as orphans
     */
    public record Report(Instant at, long checked, long found, List<Orphan> orphans, List<Expired> expired) {
        static final Report NONE = new Report(Instant.EPOCH, 0, 0, List.of(), List.of());

        /** Those of one tenant, and those of which nobody knows whose they are. */
        public List<Orphan> orphansOf(String tenant) {
            return orphans.stream()
                    .filter(orphan -> isShownTo(tenant, orphan.tenant()))
                    .toList();
        }

        /** The same of what expired. */
        public List<Expired> expiredOf(String tenant) {
            return expired.stream()
                    .filter(data -> isShownTo(tenant, data.tenant()))
                    .toList();
        }

        private static boolean isShownTo(String tenant, @Nullable String owner) {
            return owner == null || owner.equals(tenant);
        }
    }
}
