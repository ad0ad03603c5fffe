package io.docket.eventstore.faults.check;

import static io.docket.eventstore.faults.check.CommittedLog.header;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.position.Position;
import io.docket.eventstore.faults.instance.FaultsLog;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the instances have written. */
public final class LogContents {
    private final CommittedLog log;

    public LogContents(String bootstrapServers) {
        this.log = new CommittedLog(bootstrapServers, FaultsLog.PARTITIONS);
    }

    public List<Logged.Event> events() {
        return log.read(
                FaultsLog.EVENTS.name(),
                kafka -> new Logged.Event(
                        new Position(kafka.partition(), kafka.offset()),
                        header(kafka, "ce_tenant") + "/" + header(kafka, "ce_subject"),
                        Long.parseLong(header(kafka, "ce_sequence")),
                        header(kafka, "ce_id"),
                        header(kafka, "ce_commandid"),
                        header(kafka, "ce_source").substring(1)));
    }

    public List<Logged.Stored> outcomes() {
        return log.read(FaultsLog.OUTCOMES.name(), LogContents::outcome);
    }

    private static Logged.Stored outcome(ConsumerRecord<byte[], byte[]> kafka) {
        String key = new String(kafka.key(), UTF_8);
        String sequence = header(kafka, "docket_sequence");
        return new Logged.Stored(
                kafka.partition(),
                key.substring(key.indexOf('/') + 1),
                header(kafka, "docket_fingerprint"),
                Integer.parseInt(new String(kafka.value(), UTF_8)),
                header(kafka, "docket_stream"),
                sequence.isEmpty() ? 0 : Long.parseLong(sequence));
    }
}
