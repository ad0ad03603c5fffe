package io.docket.command.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.id.EntityId;
import java.util.List;
import java.util.Optional;

/** Which commands must not overtake each other: those about entities of the same root. */
final class LaneOf {
    private static final List<String> FIELDS =
            List.of("caseId", "taskId", "processInstanceId", "automationId", "scheduleId", "id");

    private LaneOf() {}

    /** Root of the entity that the payload names first; empty where it names none, as for a new entity without an id. */
    static Optional<String> payload(JsonNode payload) {
        return FIELDS.stream()
                .map(payload::path)
                .filter(JsonNode::isTextual)
                .findFirst()
                .map(id -> EntityId.rootOf(id.textValue()));
    }
}
