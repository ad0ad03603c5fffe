package io.docket.workflow.retry;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Does effects until they are done. A fault that may pass is retried for ever with {@link Backoff}: the lane waits, others
 * go on, health and metrics show it. Where a {@link PeerAway} is the fault, the log has one line for all lanes. A refusal is counted
 * and logged, and the lane goes on.
 */
@Singleton
public final class Persistence {
    private static final Logger LOG = Logger.getLogger(Persistence.class);
    private static final int LOG_EVERY = 10;

    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Backoff backoff;
    private final Pause pause;
    private final InstantSource clock;
    private final MeterRegistry metrics;
    private final Outages outages;

    /** Retries with the backoff, letting time pass in the pause. */
    @Inject
    public Persistence(Backoff backoff, Pause pause, InstantSource clock, MeterRegistry metrics) {
        this.backoff = backoff;
        this.pause = pause;
        this.clock = clock;
        this.metrics = metrics;
        this.outages = new Outages(clock, metrics);
        metrics.gaugeMapSize("docket.bridge.lanes", List.of(), lanes);
        metrics.gauge(
                "docket.bridge.lanes.stuck",
                this,
                self -> self.lanes().stream().filter(Lane::isStuck).count());
    }

    /** Every lane that was used, in no order. */
    public Collection<Lane> lanes() {
        return List.copyOf(lanes.values());
    }

    /** The peers that lanes wait for. */
    public Outages outages() {
        return outages;
    }

    /**
     * Returns once the effect is done or refused.
     *
     * @param lane the lane that waits for it
     * @param what the effect in a few words, for logs
     * @throws Stopped when the bridge stops before
     */
    public void until(String lane, String what, Runnable effect) {
        until(lane, what, effect, waited -> {});
    }

    /**
     * The same.
     *
     * @param waits told after each failed attempt how long ago the first one failed
     */
    public void until(String lane, String what, Runnable effect, Consumer<Duration> waits) {
        lanes.putIfAbsent(lane, Lane.flowing(lane));
        Instant firstFailure = Instant.MAX;
        int ownFaults = 0;
        for (int failures = 1; ; failures++) {
            try {
                effect.run();
                flowsAgain(lane, what, ownFaults);
                return;
            } catch (Stopped e) {
                throw e;
            } catch (Refused e) {
                metrics.counter("docket.bridge.refused", "code", e.code()).increment();
                LOG.warnf("refused lane=%s what=\"%s\" code=%s detail=\"%s\"", lane, what, e.code(), e.getMessage());
                flowsAgain(lane, what, ownFaults);
                return;
            } catch (RuntimeException e) {
                Instant now = clock.instant();
                firstFailure = failures == 1 ? now : firstFailure;
                stuck(lane, e);
                if (e instanceof PeerAway away) {
                    outages.waits(lane, what, away);
                } else {
                    outages.goesOn(lane);
                    tell(lane, what, failures, ++ownFaults, e);
                }
                waits.accept(Duration.between(firstFailure, now));
                pause.sleep(backoff.after(failures, RandomGenerator.getDefault()));
            }
        }
    }

    private void stuck(String lane, RuntimeException fault) {
        metrics.counter("docket.bridge.retries").increment();
        lanes.compute(
                lane,
                (name, before) ->
                        (before == null ? Lane.flowing(name) : before).failed(clock.instant(), fault.toString()));
    }

    private static void tell(String lane, String what, int failures, int ownFaults, RuntimeException fault) {
        if (ownFaults == 1 || ownFaults % LOG_EVERY == 0) {
            boolean expected = fault instanceof Unavailable;
            LOG.warnf(
                    expected ? null : fault,
                    "stuck lane=%s what=\"%s\" attempts=%d error=\"%s\"",
                    lane,
                    what,
                    failures,
                    fault);
        }
    }

    private void flowsAgain(String lane, String what, int ownFaults) {
        Lane before = lanes.put(lane, Lane.flowing(lane));
        outages.goesOn(lane);
        if (before != null && ownFaults > 0) {
            LOG.infof("flows lane=%s what=\"%s\" attempts=%d", lane, what, before.attempts() + 1);
        }
    }
}
