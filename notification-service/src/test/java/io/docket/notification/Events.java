package io.docket.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.kit.identity.Caller;
import io.docket.notification.facts.FactBook;
import io.docket.notification.log.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events and callers for tests. */
public final class Events {
    public static final Caller DEMO = new Caller("acme", "demo", Set.of("case-worker"), Set.of());

    private Events() {}

    public static EventEnvelope envelope(String tenant, String subject, DomainEvent data) {
        return envelope(tenant, subject, EventCatalog.typeOf(data.getClass()), new String(Json.bytes(data), UTF_8));
    }

    public static EventEnvelope envelope(String tenant, String subject, String type, String json) {
        Subject about = Subject.parse(subject);
        return new EventEnvelope(
                java.util.UUID.randomUUID().toString(),
                EventEnvelope.COMMAND_SERVICE,
                type,
                about,
                io.docket.contracts.id.EntityId.rootOf(about.id()),
                Instant.now(),
                1,
                tenant,
                "10609",
                "demo",
                "c-1",
                "c-1",
                "c-1",
                0,
                null,
                null,
                null,
                null,
                json.getBytes(UTF_8));
    }

    public static CaseEvent.Opened opened(String caseType, @Nullable String assignee) {
        return new CaseEvent.Opened(
                caseType,
                1,
                "1",
                null,
                "start",
                Json.mapper().createObjectNode().put("amount", 5000).put("channel", "web"),
                null,
                assignee);
    }

    public static TaskEvent.Created task(@Nullable String assignee, String... candidates) {
        return new TaskEvent.Created(
                "1", null, null, "Check", assignee, List.of(candidates), List.of(), null, null, 0, null);
    }

    /** Learns the event and places it. */
    public static LoggedEvent logged(FactBook facts, int partition, long offset, EventEnvelope envelope) {
        facts.learn(envelope, offset);
        return new LoggedEvent(new Position(partition, offset), envelope, facts);
    }
}
