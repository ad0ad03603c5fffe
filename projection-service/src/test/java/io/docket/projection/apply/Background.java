package io.docket.projection.apply;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/** Starts what the service starts by itself. */
public final class Background {
    private Background() {}

    /** Lets it look after partitions of others; running it again ends that. */
    public static Runnable start(OtherInstances others) {
        others.start(new StartupEvent());
        return () -> others.stop(new ShutdownEvent());
    }
}
