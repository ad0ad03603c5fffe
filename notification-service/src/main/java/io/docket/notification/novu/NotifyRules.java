package io.docket.notification.novu;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseTypeEvent.NotifyRule;
import io.docket.contracts.event.NotificationEvent;
import io.docket.contracts.id.EntityId;
import io.docket.contracts.json.Json;
import io.docket.notification.log.LoggedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Applies the notification rules of a case type to an event. */
final class NotifyRules {
    /** Most people that one rule tells of one event. */
    static final int MAX_RECIPIENTS = 100;
    /** Largest event data that is put into the payload, in bytes. */
    static final int MAX_DATA_BYTES = 64 * 1024;

    private static final String USER = "user:";

    private NotifyRules() {}

    /** Whom the rules tell of the event; the same answer each time. */
    static List<Notification> apply(List<NotifyRule> rules, LoggedEvent event) {
        String name = nameOf(event.envelope().type());
        return rules.stream()
                .filter(rule -> rule.on().equals(name))
                .flatMap(rule -> recipients(rule.to(), event)
                        .filter(Objects::nonNull)
                        .filter(user -> !user.isBlank())
                        .distinct()
                        .limit(MAX_RECIPIENTS)
                        .map(user -> notification(rule, user, event)))
                .toList();
    }

    /** Whom a command to tell people names; the same answer each time. */
    static List<Notification> requested(NotificationEvent.Requested requested, LoggedEvent event) {
        NotifyRule rule = new NotifyRule(nameOf(event.envelope().type()), requested.workflow(), "users", null);
        return requested.users().stream()
                .distinct()
                .limit(MAX_RECIPIENTS)
                .map(user -> notification(rule, user, event))
                .map(told -> withData(told, requested.payload()))
                .toList();
    }

    /** In the place of the event's data, which names everybody else who is told. */
    private static Notification withData(Notification told, @Nullable JsonNode data) {
        Map<String, Object> payload = new LinkedHashMap<>(told.payload());
        payload.put("data", data == null ? Map.of() : plain(data));
        return new Notification(told.transactionId(), told.workflow(), told.subscriber(), payload);
    }

    /** {@code docket.task.created.v1} -> {@code task-created}. */
    static String nameOf(String type) {
        String[] parts = type.split("\\.");
        return parts.length == 4 ? parts[1] + '-' + parts[2] : type;
    }

    private static Stream<String> recipients(String to, LoggedEvent event) {
        return switch (to) {
            case "assignee" -> Stream.ofNullable(event.facts().assigneeAfter());
            case "candidates" -> event.facts().candidateUsers().stream();
            case "actor" -> Stream.of(event.envelope().actor());
            default -> to.startsWith(USER) ? Stream.of(to.substring(USER.length())) : Stream.empty();
        };
    }

    private static Notification notification(NotifyRule rule, String user, LoggedEvent event) {
        EventEnvelope envelope = event.envelope();
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("eventId", envelope.id());
        payload.put("type", envelope.type());
        payload.put("subject", envelope.subject().toString());
        payload.put("caseId", EntityId.rootOf(envelope.root()));
        payload.put("caseType", String.valueOf(event.facts().caseType()));
        payload.put("tenant", envelope.tenant());
        payload.put("actor", envelope.actor());
        payload.put("time", envelope.happenedAt().toString());
        if (envelope.data().length <= MAX_DATA_BYTES) {
            payload.put("data", plain(event.data()));
        }
        if (rule.payload() != null) {
            payload.putAll(rule.payload());
        }
        String transaction = envelope.id() + ':' + rule.workflow() + ':' + user;
        return new Notification(transaction, rule.workflow(), user, payload);
    }

    private static Object plain(JsonNode data) {
        return Json.mapper().convertValue(data, Object.class);
    }
}
