package io.docket.notification.live;

import io.docket.notification.log.LogReader;
import io.docket.notification.log.Offsets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Watches how far the tail is behind the log. Nobody is served before the tail has once read all there was: until then it
 * does not know the case types and assignees.
 */
@ApplicationScoped
public class TailProgress {
    private static final Logger LOG = Logger.getLogger(TailProgress.class);
    private static final long START_CHECK_MILLIS = 300;
    private static final long CHECK_MILLIS = 5_000;
    /** Offsets that may be commit markers only, so that it is worth a look whether they are. */
    private static final long PROBE_DISTANCE = 5_000;

    private static final int MAX_PROBE_READS = 50;

    private final LiveLog log;
    private final Readers readers;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("live-progress").daemon().factory());
    private volatile boolean ready;
    private volatile long lag = -1;

    TailProgress(LiveLog log, Readers readers) {
        this.log = log;
        this.readers = readers;
    }

    void start(@Observes StartupEvent event) {
        thread.schedule(this::check, START_CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    /** True once the tail has read everything that was there when it began. */
    public boolean isReady() {
        return ready;
    }

    /** Offsets that the tail is behind the log, commit markers included; -1 before the first look. */
    public long lag() {
        return lag;
    }

    private void check() {
        try {
            Offsets end = readers.use(LogReader::end);
            Offsets tail = log.end();
            lag = tail.distanceTo(end);
            if (!ready && lag <= PROBE_DISTANCE && tail.partitions() >= end.partitions()) {
                ready = readers.use(reader -> isNothingBetween(reader, tail, end));
                if (ready) {
                    LOG.infof("live=ready tail=%s", tail);
                }
            }
        } catch (RuntimeException e) {
            LOG.warnf("live=progress outcome=failed error=%s", e.toString());
        } finally {
            if (!thread.isShutdown()) {
                thread.schedule(this::check, ready ? CHECK_MILLIS : START_CHECK_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** True if there are only commit markers between the places. A read may come back empty-handed, so there are some. */
    private static boolean isNothingBetween(LogReader reader, Offsets from, Offsets to) {
        LogReader.Batch batch = reader.read(from, to);
        for (int read = 1;
                read < MAX_PROBE_READS
                        && batch.events().isEmpty()
                        && !batch.after().covers(to);
                read++) {
            batch = reader.read(batch.after(), to);
        }
        return batch.events().isEmpty() && batch.after().covers(to);
    }
}
