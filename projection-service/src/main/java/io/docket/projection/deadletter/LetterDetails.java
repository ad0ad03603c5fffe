package io.docket.projection.deadletter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.envelope.CloudEventJson;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How letters look in an answer; their events are read from the log. */
@ApplicationScoped
public class LetterDetails {
    /** Waiting events that are shown one by one. */
    static final int MAX_SHOWN = 20;

    private static final byte[] NO_DATA = "null".getBytes(StandardCharsets.UTF_8);

    private final WaitingEvents log;

    public LetterDetails(WaitingEvents log) {
        this.log = log;
    }

    /** What a list says of a letter. */
    static Map<String, @Nullable Object> summary(Letter letter) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("id", letter.key().id());
        shown.put("view", letter.key().view());
        shown.put("tenant", letter.key().tenant());
        shown.put("root", letter.key().root());
        shown.put("position", letter.position().toString());
        shown.put("eventId", letter.cause().eventId());
        shown.put("type", letter.cause().type());
        shown.put("subject", letter.cause().subject());
        shown.put("error", letter.cause().error());
        shown.put("attempts", letter.attempts());
        shown.put("parkedAt", letter.parkedAt());
        shown.put("triedAt", letter.triedAt());
        shown.put("queued", letter.queued().size());
        shown.put("moreInLog", letter.isOverfull());
        Letter.Request request = letter.request();
        if (request != null) {
            shown.put(
                    "requested",
                    Map.of(
                            "action",
                            request.action().name().toLowerCase(Locale.ROOT),
                            "by",
                            request.by(),
                            "at",
                            request.at()));
        }
        return shown;
    }

    /** The letter with its event, as CloudEvent, and the first of those that wait behind it. */
    Uni<Map<String, @Nullable Object>> of(Letter letter) {
        return Uni.createFrom().item(() -> read(letter)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Map<String, @Nullable Object> read(Letter letter) {
        Map<String, @Nullable Object> shown = summary(letter);
        try {
            List<LogEvent> events = log.at(letter.partition(), letter.waiting(letter.offset(), MAX_SHOWN + 1)).stream()
                    .filter(event ->
                            event.envelope().tenant().equals(letter.key().tenant()))
                    .toList();
            shown.put("event", cloudEvent(events.getFirst().envelope()));
            shown.put(
                    "behind",
                    events.stream().skip(1).map(LetterDetails::waiting).toList());
        } catch (WaitingEvents.Missing missing) {
            shown.put("event", null);
            shown.put("eventError", missing.getMessage());
        }
        return shown;
    }

    private static Map<String, Object> waiting(LogEvent event) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("position", event.position().toString());
        shown.put("id", event.envelope().id());
        shown.put("type", event.envelope().type());
        shown.put("subject", event.envelope().subject().toString());
        shown.put("time", event.envelope().time());
        shown.put("actor", event.envelope().actor());
        return shown;
    }

    /** The event; data that is no JSON is in {@code data_base64}, as CloudEvents has it. */
    private static ObjectNode cloudEvent(EventEnvelope envelope) {
        try {
            return CloudEventJson.write(envelope);
        } catch (RuntimeException noJson) {
            ObjectNode json = CloudEventJson.write(envelope.with(envelope.type(), NO_DATA));
            json.remove("data");
            json.put("data_base64", envelope.data());
            return json;
        }
    }
}
