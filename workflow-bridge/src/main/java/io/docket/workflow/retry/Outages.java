package io.docket.workflow.retry;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The peers that are away, and what waits for them. However many lanes and jobs that is, the log has one line when a peer goes
 * and one when it is back, and of a peer that comes and goes at most one of each a minute.
 *
 * <pre>
 *   there ── a lane waits for it, or a job cannot be told to it ──> away ── it answers, and no lane waits for it ──> there
 * </pre>
 */
public final class Outages {
    private static final Logger LOG = Logger.getLogger(Outages.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Map<String, Open> open = new ConcurrentHashMap<>();
    private final Map<String, Instant> lastTold = new HashMap<>();
    private final InstantSource clock;

    /** Nothing is away. */
    public Outages(InstantSource clock, MeterRegistry metrics) {
        this.clock = clock;
        metrics.gauge("docket.bridge.peers.away", this, Outages::count);
    }

    /** The outage of the peer, if it is away. */
    public synchronized Optional<Outage> of(String peer) {
        return Optional.ofNullable(open.get(peer)).map(Open::outage);
    }

    /** A job's end could not be told. */
    public synchronized void untold(PeerAway fault) {
        Open outage = opened(fault);
        outage.jobs++;
        tell(outage, "a job", fault);
    }

    /** The peer answered; it is back, unless a lane still waits for it. */
    public synchronized void answers(String peer) {
        Open outage = open.get(peer);
        if (outage != null && outage.waiting.isEmpty()) {
            end(outage);
        }
    }

    synchronized void waits(String lane, String what, PeerAway fault) {
        Open outage = opened(fault);
        outage.waiting.add(lane);
        outage.lanes.add(lane);
        tell(outage, lane + ": " + what, fault);
    }

    /** The lane waits for no peer any more. */
    void goesOn(String lane) {
        if (!open.isEmpty()) {
            synchronized (this) {
                for (Open outage : open.values()) {
                    if (outage.waiting.remove(lane) && outage.waiting.isEmpty()) {
                        end(outage);
                    }
                }
            }
        }
    }

    private double count() {
        return open.size();
    }

    private Open opened(PeerAway fault) {
        return open.computeIfAbsent(fault.peer(), peer -> new Open(peer, clock.instant()));
    }

    private void tell(Open outage, String first, PeerAway fault) {
        Instant now = clock.instant();
        Instant last = lastTold.get(outage.peer);
        if (!outage.told && (last == null || !now.isBefore(last.plus(QUIET)))) {
            outage.told = true;
            lastTold.put(outage.peer, now);
            LOG.warnf(
                    "away peer=%s since=%s first=\"%s\" error=\"%s\"",
                    outage.peer, outage.since, first, fault.getMessage());
        }
    }

    private void end(Open outage) {
        open.remove(outage.peer);
        if (outage.told) {
            LOG.infof(
                    "back peer=%s away=%s lanes=%d untoldJobs=%d",
                    outage.peer, Duration.between(outage.since, clock.instant()), outage.lanes.size(), outage.jobs);
        }
    }

    /**
     * A peer that is away.
     *
     * @param since since when
     * @param lanes lanes that wait for it now
     * @param untoldJobs ends of jobs that could not be told to it so far
     */
    public record Outage(Instant since, int lanes, long untoldJobs) {}

    /** An outage that is not over. The lanes are those of the bridge, so they are few. */
    private static final class Open {
        private final String peer;
        private final Instant since;
        private final Set<String> waiting = new HashSet<>();
        private final Set<String> lanes = new HashSet<>();
        private long jobs;
        private boolean told;

        Open(String peer, Instant since) {
            this.peer = peer;
            this.since = since;
        }

        Outage outage() {
            return new Outage(since, waiting.size(), jobs);
        }
    }
}
