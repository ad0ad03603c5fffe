package io.docket.workflow.settings;

import io.docket.workflow.retry.Backoff;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Time, and how it is spent between attempts. */
@Singleton
public class Clocks {
    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Backoff backoff(BridgeSettings settings) {
        return new Backoff(settings.retry().first(), settings.retry().cap());
    }
}
