package io.docket.projection.history.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.envelope.Activity;
import io.docket.contracts.envelope.CloudEventJson;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.projection.LoanWork;
import io.docket.projection.history.StoredEvents;
import io.docket.projection.view.LogEvent;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventBytesTest {
    private final CloudEventBytes json = new CloudEventBytes();

    @Test
    void says_what_live_subscribers_hear_and_the_position() {
        List<LogEvent> events = new ArrayList<>(new LoanWork("acme", 3, 1).cases(20));
        events.add(odd("{\n \"a\": \"b\\nc\",\r\n \"d\": [1.50, null]}"));

        for (LogEvent event : events) {
            ObjectNode expected = CloudEventJson.write(event.envelope());
            expected.put("position", event.position().toString());
            String line = line(StoredEvents.of(event), null);
            assertThat(line).doesNotContain("\n", "\r");
            assertThat(Json.tree(line.getBytes(UTF_8))).isEqualTo(Json.tree(Json.bytes(expected)));
        }
    }

    @Test
    void carries_the_cursor() {
        StoredEvent event = StoredEvents.of(odd("{}"));

        assertThat(Json.tree(line(event, "AbC".getBytes(UTF_8)).getBytes(UTF_8))
                        .path("cursor")
                        .asText())
                .isEqualTo("AbC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}}", "{} {}", "{\"a\":\"\n\"}", "hello"})
    void refuses_data_that_would_break_the_line(String data) {
        StoredEvent event = StoredEvents.of(odd(data));

        assertThatIllegalArgumentException().isThrownBy(() -> line(event, null)).withMessageContaining("3-17");
    }

    private String line(StoredEvent event, byte @Nullable [] cursor) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        json.write(event, cursor, out);
        return out.toString(UTF_8);
    }

    /** An event whose texts have all that JSON escapes. */
    private static LogEvent odd(String data) {
        EventEnvelope envelope = new EventEnvelope(
                "id",
                EventEnvelope.COMMAND_SERVICE,
                "docket.case.moved.v1",
                new Subject("case", "P-1"),
                "P-1",
                Instant.parse("2026-01-02T03:04:05.678Z"),
                3,
                "acme",
                "O\"Neil \\ Zoë 😀",
                "demo",
                "c",
                "c",
                "c",
                2,
                "abc123",
                "00-trace",
                OffsetDateTime.parse("2011-10-01T00:38:44.546+02:00"),
                "line one\nline two\t\u0001",
                Activity.NONE,
                data.getBytes(UTF_8));
        return new LogEvent(envelope, new Position(3, 17), null);
    }
}
