package io.docket.workflow.feed;

import io.docket.workflow.memory.Progress;
import io.docket.workflow.rebuild.MemoryRebuild;
import io.docket.workflow.record.EngineLog;
import io.docket.workflow.record.EngineRecord;
import io.docket.workflow.recovery.EngineRecovery;
import io.docket.workflow.retry.Refused;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** The records of the engine's log. Offsets are committed after the commands. */
@ApplicationScoped
public class EngineFeed {
    private static final Logger LOG = Logger.getLogger(EngineFeed.class);

    private final EngineLog log;
    private final EngineRecovery recovery;
    private final MemoryRebuild rebuild;
    private final Progress progress;

    EngineFeed(EngineLog log, EngineRecovery recovery, MemoryRebuild rebuild, Progress progress) {
        this.recovery = recovery;
        this.progress = progress;
        this.log = log;
        this.rebuild = rebuild;
    }

    /** Returns when the commands of the batch are committed. */
    @Incoming("engine")
    @Blocking("engine")
    public void consume(ConsumerRecords<String, byte[]> batch) {
        recovery.ensureKnown();
        rebuild.ensureWhole();
        long begin = progress.engineBegin();
        log.apply(StreamSupport.stream(batch.spliterator(), false)
                .filter(record -> record.offset() >= begin)
                .map(EngineFeed::read)
                .flatMap(Optional::stream)
                .toList());
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
