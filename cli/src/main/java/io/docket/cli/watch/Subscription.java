package io.docket.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A subscription that outlives its connections: it knows the cursor from which the next one goes on.
 */
final class Subscription {
    private static final String ID = "watch";

    private final ObjectNode filter;
    private final Predicate<JsonNode> onEvent;
    private final Consumer<String> onNote;
    private String from;

    /**
     * @param from cursor, {@code now} or {@code earliest}
     * @param onEvent hears each event; answers whether there may be more
     * @param onNote hears what else the user should know
     */
    Subscription(ObjectNode filter, String from, Predicate<JsonNode> onEvent, Consumer<String> onNote) {
        this.filter = filter;
        this.from = from;
        this.onEvent = onEvent;
        this.onNote = onNote;
    }

    /** What became of the connection after a frame. */
    sealed interface Next {
        /** Nothing to do. */
        record GoOn() implements Next {}

        /** Send this frame. */
        record Send(String frame) implements Next {}

        /** Enough events. */
        record Done() implements Next {}

        /** The server refuses. */
        record Refused(String problem) implements Next {}
    }

    /** The first frame of a connection. */
    static String auth(String token) {
        return Json.mapper()
                .createObjectNode()
                .put("op", "auth")
                .put("token", token)
                .toString();
    }

    /** Takes a frame of the server. */
    Next frame(JsonNode frame) {
        return switch (frame.path("op").asText()) {
            case "welcome" -> new Next.Send(subscribe());
            case "subscribed" -> {
                if (frame.has("recovered") && !frame.path("recovered").asBoolean() && !isNamed(from)) {
                    onNote.accept("events may be missing: the server could not go on from the last cursor");
                }
                remember(frame);
                yield new Next.GoOn();
            }
            case "event" -> {
                remember(frame);
                yield onEvent.test(frame.path("event")) ? new Next.GoOn() : new Next.Done();
            }
            case "reset" -> {
                remember(frame);
                onNote.accept("reset by the server: " + frame.path("reason").asText());
                yield new Next.GoOn();
            }
            case "error" -> new Next.Refused(problem(frame.path("problem")));
            default -> new Next.GoOn();
        };
    }

    /** Tells the user something. */
    void note(String note) {
        onNote.accept(note);
    }

    private String subscribe() {
        ObjectNode frame = Json.mapper().createObjectNode();
        frame.put("op", "subscribe").put("id", ID).put("from", from).set("filter", filter);
        return frame.toString();
    }

    private void remember(JsonNode frame) {
        if (frame.path("cursor").isTextual()) {
            from = frame.path("cursor").asText();
        }
    }

    private static boolean isNamed(String from) {
        return from.equals("now") || from.equals("earliest");
    }

    private static String problem(JsonNode problem) {
        return (problem.path("status").asText() + " " + problem.path("title").asText() + " "
                        + problem.path("detail").asText())
                .strip();
    }
}
