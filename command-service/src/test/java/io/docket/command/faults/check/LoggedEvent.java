package io.docket.command.faults.check;

import static io.docket.eventstore.faults.check.CommittedLog.header;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.eventstore.faults.check.Logged;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A committed event.
 *
 * @param position where it is
 * @param stream its entity: {@code tenant/kind/id}
 * @param version its number in the stream, from 1
 * @param id its id
 * @param commandId the command behind it
 * @param type its type
 * @param data what it says
 */
public record LoggedEvent(
        Position position, String stream, long version, String id, String commandId, String type, JsonNode data) {
    /** The event of a record. */
    public static LoggedEvent of(ConsumerRecord<byte[], byte[]> kafka) {
        return new LoggedEvent(
                new Position(kafka.partition(), kafka.offset()),
                header(kafka, "ce_tenant") + "/" + header(kafka, "ce_subject"),
                Long.parseLong(header(kafka, "ce_sequence")),
                header(kafka, "ce_id"),
                header(kafka, "ce_commandid"),
                header(kafka, "ce_type"),
                Json.tree(kafka.value()));
    }

    /** The same, with who has written it. */
    Logged.Event by(String writer) {
        return new Logged.Event(position, stream, version, id, commandId, writer);
    }
}
