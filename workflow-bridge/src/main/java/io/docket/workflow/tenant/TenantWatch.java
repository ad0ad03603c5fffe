package io.docket.workflow.tenant;

import io.docket.workflow.retry.Pause;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Stopped;
import io.docket.workflow.settings.BridgeSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Looks from time to time whether the tenants that had no account have one now. */
@Singleton
public class TenantWatch {
    private static final Logger LOG = Logger.getLogger(TenantWatch.class);
    private static final String LANE = "tenants";

    private final ParkedTenants tenants;
    private final Persistence persistence;
    private final Pause pause;
    private final Duration interval;

    TenantWatch(ParkedTenants tenants, Persistence persistence, Pause pause, BridgeSettings settings) {
        this.tenants = tenants;
        this.persistence = persistence;
        this.pause = pause;
        this.interval = settings.tenants().watch();
    }

    void onStart(@Observes StartupEvent event) {
        Thread.ofVirtual().name("tenant-watch").start(this::watch);
    }

    private void watch() {
        AtomicBoolean went = new AtomicBoolean();
        try {
            for (; ; ) {
                persistence.until(LANE, "parked", () -> went.set(tenants.goOn()));
                pause.sleep(went.get() ? Duration.ZERO : interval);
            }
        } catch (Stopped e) {
            LOG.debugf("stopped watching");
        }
    }
}
