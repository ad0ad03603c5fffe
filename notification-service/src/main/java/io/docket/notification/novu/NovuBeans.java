package io.docket.notification.novu;

import io.docket.notification.facts.FactBook;
import io.docket.notification.live.LiveLog;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Puts the notifier together, and says at start whether it is on. */
@ApplicationScoped
class NovuBeans {
    private static final Logger LOG = Logger.getLogger(NovuBeans.class);

    private final NovuConfig config;

    NovuBeans(NovuConfig config) {
        this.config = config;
    }

    void announce(@Observes StartupEvent event) {
        config.url()
                .ifPresentOrElse(
                        url -> LOG.infof("novu=on url=%s", url),
                        () -> LOG.info("novu=off reason=\"DOCKET_NOVU_URL is not set\""));
    }

    @Produces
    @Singleton
    Notifier notifier(FactBook facts, LiveLog log, NovuMeter meter) {
        return new Notifier(novu(), config, facts, log, meter, Clock.systemUTC());
    }

    private Novu novu() {
        String url = config.url().orElseThrow(() -> new IllegalStateException("docket.novu.url is not set"));
        String key = config.secretKey()
                .orElseThrow(() -> new IllegalStateException("DOCKET_NOVU_URL is set, but not DOCKET_NOVU_SECRET_KEY"));
        return new NovuSdk(url, key, config.timeout());
    }
}
