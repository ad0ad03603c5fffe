package io.docket.projection.generations;

import io.docket.kit.problem.Problems;
import io.docket.projection.view.Serving;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The registry as this instance saw it last. A generation that serves no more is kept current for longer than this is
 * believed, so whoever has not seen a switch yet reads documents that are as complete as the others.
 */
@ApplicationScoped
public class CurrentRegistry implements Serving {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final GenerationsConfig config;
    private final Clock clock;
    private volatile @Nullable Seen seen;

    public CurrentRegistry(GenerationsConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Optional<String> collection(String view) {
        Seen last = seen;
        if (last == null || last.at().plus(config.maxUnseen()).isBefore(Instant.now(clock))) {
            throw Problems.unavailable("It is not known which generation of " + view + " serves", RETRY_AFTER);
        }
        return last.registry()
                .view(view)
                .flatMap(generations -> generations.serving().map(generations::collection));
    }

    @Override
    public long revision() {
        return registry().revision();
    }

    /** The registry; empty before the first look. */
    Registry registry() {
        Seen last = seen;
        return last == null ? Registry.EMPTY : last.registry();
    }

    /**
     * Notes what was seen.
     *
     * @param at before the store was asked
     */
    synchronized void saw(Registry registry, Instant at) {
        Seen last = seen;
        if (last == null || !at.isBefore(last.at())) {
            seen = new Seen(registry, at);
        }
    }

    private record Seen(Registry registry, Instant at) {}
}
