package io.docket.command.faults.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.docket.contracts.json.Json;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a client was told.
 *
 * @param status HTTP status; 0 if there was no answer
 * @param replayed whether it is the outcome of an earlier attempt
 * @param version version of the case afterwards, or the one that it has instead of the expected one; -1 if none is named
 * @param position place of the last event; empty if there is none
 * @param events the events that are committed
 * @param why rule or kind of problem of a refusal; empty if there is none
 */
public record Answer(int status, boolean replayed, long version, String position, List<Written> events, String why) {
    static final Answer SILENCE = new Answer(0, false, -1, "", List.of(), "");
    private static final Set<Integer> ACCEPTED = Set.of(200, 201);
    private static final Set<Integer> REFUSED = Set.of(404, 409, 412, 422);
    private static final Set<Integer> LATER = Set.of(0, 401, 429, 503);

    /**
     * An event that is committed.
     *
     * @param id its id
     * @param type its type
     */
    public record Written(String id, String type) {}

    static Answer of(HttpResponse<byte[]> response) {
        JsonNode body = json(response.body());
        List<Written> events = new ArrayList<>();
        body.path("events")
                .forEach(event -> events.add(new Written(
                        event.path("id").asText(), event.path("type").asText())));
        String kind = body.path("type").asText();
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Docket-Replayed").isPresent(),
                body.path("version").asLong(-1),
                body.path("position").asText(""),
                events,
                body.path("reason").asText(kind.substring(kind.lastIndexOf('/') + 1)));
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.tree(body);
        } catch (UncheckedIOException e) {
            return JsonNodeFactory.instance.objectNode().put("reason", "no JSON");
        }
    }

    public boolean isAccepted() {
        return ACCEPTED.contains(status);
    }

    public boolean isRefused() {
        return REFUSED.contains(status);
    }

    /** True if the same command will never be answered otherwise. */
    public boolean isFinal() {
        return isAccepted() || isRefused();
    }

    /** True if it is neither final nor one that says to come back. */
    public boolean isStrange() {
        return !isFinal() && !LATER.contains(status);
    }

    /** The same, told once more. */
    public Answer asReplay() {
        return new Answer(status, true, version, position, events, why);
    }
}
