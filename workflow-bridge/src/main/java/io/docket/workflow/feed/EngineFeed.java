package io.docket.workflow.feed;

import io.docket.kit.inbox.Inbox;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.rebuild.MemoryRebuild;
import io.docket.workflow.record.EngineLog;
import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.recovery.EngineRecovery;
import io.docket.workflow.retry.Pause;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Stopped;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * The records of the engine's log. Offsets are committed after the commands. A batch is taken at once, but the next not before
 * {@value #PACE_MILLIS} ms later: under load, what the engine writes meanwhile is told together.
 */
@ApplicationScoped
public class EngineFeed {
    private static final Logger LOG = Logger.getLogger(EngineFeed.class);
    private static final String LANE = "zeebe";
    private static final long PACE_MILLIS = 100;
    private static final int MOST_WAITING = 2_000;

    private final EngineLog log;
    private final EngineRecovery recovery;
    private final MemoryRebuild rebuild;
    private final Progress progress;
    private final Persistence persistence;
    private final Pause pause;
    private final Inbox<Message<ConsumerRecords<String, byte[]>>> inbox =
            new Inbox<>(MOST_WAITING, message -> message.getPayload().count());

    EngineFeed(
            EngineLog log,
            EngineRecovery recovery,
            MemoryRebuild rebuild,
            Progress progress,
            Persistence persistence,
            Pause pause) {
        this.recovery = recovery;
        this.progress = progress;
        this.log = log;
        this.rebuild = rebuild;
        this.persistence = persistence;
        this.pause = pause;
    }

    @Incoming("engine")
    Flow.Subscriber<Message<ConsumerRecords<String, byte[]>>> inbox() {
        return inbox;
    }

    void start(@Observes StartupEvent started) {
        Thread.ofPlatform().name("engine").daemon().start(this::follow);
    }

    void stop(@Observes ShutdownEvent stopped) {
        inbox.close();
    }

    private void follow() {
        try {
            for (var batches = inbox.take(); !batches.isEmpty(); batches = inbox.take()) {
                long began = System.nanoTime();
                take(batches);
                Duration left = Duration.ofMillis(PACE_MILLIS).minusNanos(System.nanoTime() - began);
                if (left.isPositive()) {
                    pause.sleep(left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Stopped e) {
            LOG.debugf("stopped between two batches");
        }
    }

    /** Returns when the commands of the batches are committed; a fault of the bridge is told to the channel, and ends it. */
    private void take(List<Message<ConsumerRecords<String, byte[]>>> batches) {
        try {
            log.apply(() -> records(batches));
            batches.forEach(Message::ack);
        } catch (Stopped e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf(e, "records of the engine are not taken any more");
            batches.forEach(batch -> batch.nack(e));
            throw e;
        }
    }

    /** Those of the engine that runs now, as soon as that is known and the memory is whole. */
    private List<EngineRecord> records(List<Message<ConsumerRecords<String, byte[]>>> batches) {
        recovery.ensureKnown();
        rebuild.ensureWhole();
        long begin = begin(persistence, progress::engineBegin);
        return batches.stream()
                .flatMap(batch -> StreamSupport.stream(batch.getPayload().spliterator(), false))
                .filter(record -> record.offset() >= begin)
                .map(EngineFeed::read)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Where the records of the engine that runs now begin, as soon as the memory is there. */
    static long begin(Persistence persistence, LongSupplier memory) {
        AtomicLong begin = new AtomicLong();
        persistence.until(LANE, "begin", () -> begin.set(memory.getAsLong()));
        return begin.get();
    }

    static Optional<EngineRecord> read(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(EngineRecord.parse(record.value()));
        } catch (Refused e) {
            LOG.errorf("no record of the engine offset=%d error=\"%s\"", record.offset(), e.getMessage());
            return Optional.empty();
        }
    }
}
