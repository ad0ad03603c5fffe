package io.docket.workflow.start;

import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.EngineAway;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.retry.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Finds out what became of a request whose answer was lost.
 *
 * <p>The engine has no idempotent way to create an instance, but its log tells every instance that it created. So: wait
 * until the lost request can no longer be under way (its deadline has passed), write a mark into the log, and wait until
 * the mark has come back through exporter, Kafka and our own consumer of that log. Whatever the request did stands before
 * the mark, so it is in the memory by then; if it is not there, it did not happen and never will.
 */
public final class Settlement {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LIFETIME_MARGIN = Duration.ofSeconds(2);
    private static final int MARKS_PER_PARTITION = 8;

    private final Engine engine;
    private final Progress progress;
    private final Pause pause;
    private final InstantSource clock;
    private final Duration requestLifetime;
    private final Duration fenceTimeout;

    /**
     * A settlement.
     *
     * @param requestTimeout deadline of a request to the engine
     * @param fenceTimeout how long a mark may take to come back
     */
    public Settlement(
            Engine engine,
            Progress progress,
            Pause pause,
            InstantSource clock,
            Duration requestTimeout,
            Duration fenceTimeout) {
        this.engine = engine;
        this.progress = progress;
        this.pause = pause;
        this.clock = clock;
        this.requestLifetime = requestTimeout.plus(LIFETIME_MARGIN);
        this.fenceTimeout = fenceTimeout;
    }

    /**
     * Returns when everything that a request sent at the instant could do is in the memory.
     *
     * @throws EngineAway if the mark does not come back in time
     */
    public void await(Instant sent) {
        Duration underWay = Duration.between(clock.instant(), sent.plus(requestLifetime));
        if (underWay.isPositive()) {
            pause.sleep(underWay);
        }
        String id = UUID.randomUUID().toString();
        int partitions = engine.partitions();
        int marks = partitions == 1 ? 1 : partitions * MARKS_PER_PARTITION;
        for (int mark = 0; mark < marks; mark++) {
            engine.fence(id, Integer.toString(mark));
        }
        Instant deadline = clock.instant().plus(fenceTimeout);
        while (progress.fencesPassed(id).size() < partitions) {
            if (clock.instant().isAfter(deadline)) {
                throw new EngineAway("the engine's log has not come back for " + fenceTimeout, null);
            }
            pause.sleep(POLL);
        }
    }
}
