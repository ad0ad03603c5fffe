package io.docket.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;

/** One event as one line: time, type, subject, actor, the beginning of the data. */
final class EventLine {
    private static final int MAX_DATA = 120;

    private EventLine() {}

    static String of(JsonNode event) {
        String data = event.path("data").toString();
        return event.path("time").asText() + "  " + event.path("type").asText() + "  "
                + event.path("subject").asText() + "  " + event.path("actor").asText() + "  "
                + (data.length() > MAX_DATA ? data.substring(0, MAX_DATA) + "…" : data);
    }
}
