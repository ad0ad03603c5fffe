package io.docket.workflow.job.unworked;

import io.docket.workflow.command.WholeAnswers;
import io.docket.workflow.retry.Pause;
import io.docket.workflow.retry.Stopped;
import io.docket.workflow.settings.BridgeSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads the broker's metrics now and then, where the configuration says where they are. */
@Singleton
public class BrokerMetrics {
    private static final Logger LOG = Logger.getLogger(BrokerMetrics.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http;
    private final Optional<URI> source;
    private final Pause pause;
    private final UnworkedJobs jobs;

    BrokerMetrics(HttpClient http, BridgeSettings settings, Pause pause, InstantSource clock, MeterRegistry metrics) {
        this.http = http;
        this.source = settings.jobs().brokerMetrics();
        this.pause = pause;
        this.jobs = new UnworkedJobs(clock);
        metrics.gauge(
                "docket.bridge.jobs.unworked", jobs, known -> known.waiting().size());
    }

    @Produces
    @Singleton
    UnworkedJobs jobs() {
        return jobs;
    }

    void start(@Observes StartupEvent event) {
        source.ifPresent(uri -> Thread.startVirtualThread(() -> readForEver(uri)));
    }

    private void readForEver(URI uri) {
        try {
            while (true) {
                read(uri);
                pause.sleep(EVERY);
            }
        } catch (Stopped e) {
            LOG.debugf("stopped reading the metrics of the broker");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(URI uri) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
            jobs.note(WholeAnswers.send(http, request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            LOG.debugf("no metrics of the broker error=\"%s\"", e);
        }
    }
}
