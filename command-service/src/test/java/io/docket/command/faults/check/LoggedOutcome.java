package io.docket.command.faults.check;

import static io.docket.eventstore.faults.check.CommittedLog.header;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A committed outcome.
 *
 * @param partition partition of the topic
 * @param commandId the command
 * @param status HTTP status of its answer
 * @param stream stream of the last event written with it; empty if there was none
 * @param version version of that event; 0 if there was none
 */
public record LoggedOutcome(int partition, String commandId, int status, String stream, long version) {
    /** The outcome of a record. */
    public static LoggedOutcome of(ConsumerRecord<byte[], byte[]> kafka) {
        String key = new String(kafka.key(), UTF_8);
        String version = header(kafka, "docket_sequence");
        return new LoggedOutcome(
                kafka.partition(),
                key.substring(key.indexOf('/') + 1),
                Integer.parseInt(header(kafka, "docket_status")),
                header(kafka, "docket_stream"),
                version.isEmpty() ? 0 : Long.parseLong(version));
    }
}
