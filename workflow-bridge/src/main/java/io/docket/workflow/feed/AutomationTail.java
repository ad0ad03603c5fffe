package io.docket.workflow.feed;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.DomainEvent;
import io.docket.workflow.automation.AutomationBook;
import io.docket.workflow.automation.Definitions;
import io.docket.workflow.events.Effects;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.settings.BridgeSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole log for the events that define automations, outside of the consumer groups, and follows it:
 *
 * <pre>
 *   beginning ──reads──> end ──follows──> ...
 *       ^─────────── Kafka away ──────────┘  goes on where it was
 * </pre>
 *
 * It knows where every partition ends, so that whoever has an event can wait until every definition before it is known,
 * whatever partition that is in.
 */
@Singleton
public final class AutomationTail implements Definitions {
    private static final Logger LOG = Logger.getLogger(AutomationTail.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final String ANY = CloudEventHeaders.TENANT;

    private final AutomationBook book;
    private final KafkaLogs logs;
    private final BridgeSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<TopicPartition, Long> reached = new HashMap<>();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("automations-tail").unstarted(this::run);
    private final Object endsLock = new Object();
    private @Nullable KafkaConsumer<String, byte[]> asked;
    private volatile boolean complete;
    private volatile boolean stopping;

    AutomationTail(AutomationBook book, KafkaLogs logs, BridgeSettings settings) {
        this.book = book;
        this.logs = logs;
        this.settings = settings;
    }

    void start(@Observes StartupEvent started) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopped) {
        stopping = true;
        synchronized (endsLock) {
            closeAsked();
        }
    }

    @Override
    public void ensureCurrent() {
        Map<TopicPartition, Long> ends = ends();
        long left = settings.automations().patience().toNanos();
        lock.lock();
        try {
            while (ends.entrySet().stream().anyMatch(end -> reached.getOrDefault(end.getKey(), 0L) < end.getValue())) {
                if (left <= 0) {
                    throw new Unavailable("the definitions of automations are not read to their end yet", null);
                }
                left = moved.awaitNanos(left);
            }
            complete = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    /** Where the events end now, by partition: the offset of the next one. */
    private Map<TopicPartition, Long> ends() {
        synchronized (endsLock) {
            try {
                if (asked == null) {
                    asked = logs.open();
                }
                return asked.endOffsets(logs.partitions(asked));
            } catch (KafkaException e) {
                closeAsked();
                throw new Unavailable("Kafka: " + e, e);
            }
        }
    }

    private void closeAsked() {
        KafkaConsumer<String, byte[]> open = asked;
        asked = null;
        if (open != null) {
            open.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private void run() {
        while (!stopping) {
            try (KafkaConsumer<String, byte[]> consumer = logs.open()) {
                follow(consumer);
            } catch (KafkaException e) {
                LOG.warnf("automations are not read, tries again error=\"%s\"", e);
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = logs.partitions(consumer);
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, reached.getOrDefault(partition, 0L)));
        while (!stopping) {
            consumer.poll(POLL).forEach(this::take);
            Map<TopicPartition, Long> now = new HashMap<>();
            partitions.forEach(partition -> now.put(partition, consumer.position(partition)));
            lock.lock();
            try {
                reached.putAll(now);
                moved.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        EventRecords.read(record, ANY, (type, tenant) -> AutomationBook.tells(type))
                .ifPresent(this::note);
    }

    private void note(LoggedEvent logged) {
        try {
            DomainEvent event = Effects.read(logged.envelope());
            if (event instanceof AutomationEvent automation) {
                book.note(logged.envelope(), automation);
            }
        } catch (Refused e) {
            LOG.errorf("automation cannot be read position=%s error=\"%s\"", logged.position(), e.getMessage());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
