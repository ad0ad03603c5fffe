package io.docket.projection.messaging;

import io.docket.kit.inbox.Inbox;
import io.docket.projection.apply.ApplyConfig;
import io.docket.projection.apply.BatchApplier;
import io.docket.projection.apply.LogEntry;
import io.docket.projection.apply.Progress;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Takes batches of events and applies each until it is applied: a store that is away is waited for. */
@ApplicationScoped
public class EventsChannel {
    /** Name of the channel in the configuration. */
    static final String NAME = "events";

    /** Where the configuration names the topic. */
    static final String TOPIC = "mp.messaging.incoming.events.topic";

    private static final Logger LOG = Logger.getLogger(EventsChannel.class);
    private static final int MOST_WAITING = 1_000;

    private final BatchApplier applier;
    private final ApplyConfig config;
    private final Progress progress;
    private final Inbox<ConsumerRecords<String, byte[]>> inbox = new Inbox<>(MOST_WAITING, ConsumerRecords::count);
    private final CountDownLatch stopping = new CountDownLatch(1);

    public EventsChannel(BatchApplier applier, ApplyConfig config, Progress progress) {
        this.applier = applier;
        this.config = config;
        this.progress = progress;
    }

    @Incoming(NAME)
    Flow.Subscriber<ConsumerRecords<String, byte[]>> inbox() {
        return inbox;
    }

    void start(@Observes StartupEvent started) {
        Thread.ofPlatform().name("apply").daemon().start(this::applyAll);
    }

    private void applyAll() {
        try {
            for (List<ConsumerRecords<String, byte[]>> batches = inbox.take();
                    !batches.isEmpty();
                    batches = inbox.take()) {
                List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
                batches.forEach(batch -> batch.forEach(records::add));
                apply(records);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            if (stopping.getCount() > 0) {
                LOG.errorf(broken, "events are not applied any more, stops");
                Quarkus.asyncExit(1);
            }
        }
    }

    /** Applies the records; returns when they are in the views. */
    void apply(Iterable<ConsumerRecord<String, byte[]>> records) {
        List<LogEntry> read = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            read.add(RecordReader.read(record));
        }
        List<LogEntry> batch = applier.accept(read);
        Duration pause = config.retryPause();
        while (!batch.isEmpty()) {
            try {
                long started = System.nanoTime();
                progress.applied(applier.apply(batch), Duration.ofNanos(System.nanoTime() - started));
                batch.stream().filter(entry -> entry.event() == null).forEach(progress::unreadable);
                return;
            } catch (RuntimeException failure) {
                progress.failed(failure);
                pause(pause, failure);
                pause = min(pause.multipliedBy(2), config.maxRetryPause());
            }
        }
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping.countDown();
        inbox.close();
    }

    private void pause(Duration pause, RuntimeException failure) {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("stopped before the batch was applied; it comes again", failure);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the batch was applied; it comes again", e);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
