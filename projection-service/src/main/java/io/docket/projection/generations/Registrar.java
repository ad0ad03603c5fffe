package io.docket.projection.generations;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;

/** Reads the registry and changes it, one change after the other whichever instance makes it. Blocks. */
@ApplicationScoped
public class Registrar {
    private static final Duration OPERATION = Duration.ofSeconds(30);
    private static final int MAX_ATTEMPTS = 20;

    private final RegistryStore store;
    private final CurrentRegistry current;
    private final Clock clock;

    public Registrar(RegistryStore store, CurrentRegistry current, Clock clock) {
        this.store = store;
        this.current = current;
        this.clock = clock;
    }

    /** The registry as it is in the store. */
    Registry refresh() {
        Instant at = Instant.now(clock);
        Registry registry = store.read().await().atMost(OPERATION);
        current.saw(registry, at);
        return registry;
    }

    /** Makes a change; the registry after it. */
    Registry change(BiFunction<Registry, Instant, Registry> change) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Registry before = refresh();
            Registry after = change.apply(before, Instant.now(clock));
            if (after.equals(before)) {
                return before;
            }
            if (store.replace(before, after).await().atMost(OPERATION)) {
                return refresh();
            }
        }
        throw new IllegalStateException("the registry of the generations changes all the time");
    }
}
