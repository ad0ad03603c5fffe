package io.docket.workflow.automation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An event whose automations wait for an account of their tenant. The event itself is read again.
 *
 * @param position its place in the log
 * @param fired ids of those automations that have settled it already, and whose commands are to go out
 */
record ParkedRun(String position, List<String> fired) {
    /** The events of the attempts, in the order of these. */
    static List<ParkedRun> of(List<Attempt> attempts) {
        Map<String, List<String>> fired = new LinkedHashMap<>();
        for (Attempt attempt : attempts) {
            List<String> ofEvent = fired.computeIfAbsent(attempt.event().position(), position -> new ArrayList<>());
            if (attempt.isFired()) {
                ofEvent.add(attempt.automation().id());
            }
        }
        return fired.entrySet().stream()
                .map(event -> new ParkedRun(event.getKey(), List.copyOf(event.getValue())))
                .toList();
    }

    /** As it is kept. */
    String text() {
        return new String(Json.bytes(this), UTF_8);
    }

    /** The event behind such a text. */
    static ParkedRun parse(String text) {
        return Json.read(text.getBytes(UTF_8), ParkedRun.class);
    }
}
