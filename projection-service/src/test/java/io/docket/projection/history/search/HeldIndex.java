package io.docket.projection.history.search;

import static org.awaitility.Awaitility.await;

import io.docket.contracts.position.Position;
import io.docket.kit.identity.Caller;
import io.docket.kit.identity.CallerProducer;
import io.docket.projection.apply.LogIdentity;
import io.docket.projection.history.HistoryConfig;
import io.docket.projection.history.log.StoredEvent;
import io.docket.projection.query.Access;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** An index that knows the beginning of a log, and the rest when the test says so. */
public final class HeldIndex {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final GrowingLog log = new GrowingLog();
    private final QuickHistory config;
    private final IndexFollower follower;
    private volatile boolean awaited;

    /** Starts it, and waits until it knows the beginning. */
    public HeldIndex(Path folder, List<StoredEvent> beginning) {
        log.append(beginning);
        config = new QuickHistory(folder);
        follower = new IndexFollower(log, () -> new LogIdentity("cluster", "topic"), config) {
            @Override
            public Uni<Boolean> await(Position position, Duration wait) {
                awaited = true;
                return super.await(position, wait);
            }
        };
        follower.start(null);
        await().atMost(TIMEOUT).until(follower::caughtUp);
    }

    /** What follows the log. */
    public IndexFollower follower() {
        return follower;
    }

    /** Its settings. */
    public HistoryConfig config() {
        return config;
    }

    /** Lets the index know more. */
    public void append(List<StoredEvent> more) {
        log.append(more);
    }

    /** True once somebody asked it to wait for a position. */
    public boolean isAwaited() {
        return awaited;
    }

    /** Lets everybody in, as a user of the tenant. */
    public static Access anyone(String tenant) {
        return new Access(
                new CallerProducer(),
                QuarkusSecurityIdentity.builder().setAnonymous(true).build()) {
            @Override
            public Caller require(String query) {
                return new Caller(tenant, "ann", Set.of(), Set.of());
            }
        };
    }

    /** Stops it. */
    public void stop() throws InterruptedException {
        follower.stop(null);
    }
}
