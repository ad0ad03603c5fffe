package io.docket.projection.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.view.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LetterDetailsTest {
    private final MemoryEvents log = new MemoryEvents();
    private final Events events = new Events("acme", 1);
    private final LetterDetails details = new LetterDetails(log);

    @Test
    void the_event_and_those_that_wait_behind_it_are_read_from_the_log() {
        LogEvent first = events.next("case", "a", "kim", new CaseEvent.Closed("done"));
        LogEvent second = events.next("case", "a", "lee", new CaseEvent.Archived());
        log.add(List.of(first, second));

        JsonNode shown = json(letter(first).behind(1, true));

        assertThat(shown.at("/event/data/outcome").asText()).isEqualTo("done");
        assertThat(shown.at("/event/specversion").asText()).isEqualTo("1.0");
        assertThat(shown.at("/behind").size()).isEqualTo(1);
        assertThat(shown.at("/behind/0/actor").asText()).isEqualTo("lee");
        assertThat(shown.at("/queued").asInt()).isEqualTo(1);
    }

    @Test
    void data_that_is_no_json_is_shown_as_bytes() {
        byte[] broken = "{half".getBytes(StandardCharsets.UTF_8);
        LogEvent event = events.next("case", "a", "kim", "docket.case.closed.v1", broken, null);
        log.add(List.of(event));

        JsonNode shown = json(letter(event));

        assertThat(shown.at("/event").has("data")).isFalse();
        assertThat(shown.at("/event/data_base64").asText()).isEqualTo("e2hhbGY=");
    }

    @Test
    void an_event_that_the_log_does_not_give_is_said_to_be_missing() {
        LogEvent event = events.next("case", "a", "kim", new CaseEvent.Closed("done"));

        JsonNode shown = json(letter(event));

        assertThat(shown.at("/event").isNull()).isTrue();
        assertThat(shown.at("/eventError").asText()).contains("1-0");
    }

    private static Letter letter(LogEvent event) {
        return Letter.of(new RootKey("cases", "acme", "a"), event, "no", Instant.EPOCH);
    }

    private JsonNode json(Letter letter) {
        Map<String, @Nullable Object> shown = details.of(letter).await().atMost(Duration.ofSeconds(10));
        return Json.tree(Json.bytes(shown));
    }
}
