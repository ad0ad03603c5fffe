package io.docket.projection.kills;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.projection.view.LogEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A record of the log as it lies in Kafka, read without the code of the platform. */
record LoggedEvent(int partition, long offset, String root, Map<String, String> headers, int bytes, JsonNode data) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static LoggedEvent of(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new LinkedHashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        try {
            return new LoggedEvent(
                    record.partition(),
                    record.offset(),
                    record.key(),
                    headers,
                    record.value().length,
                    JSON.readTree(record.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The record of an event. */
    static LoggedEvent of(LogEvent event) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                "log",
                event.position().partition(),
                event.position().offset(),
                event.envelope().root(),
                event.envelope().data());
        CloudEventHeaders.write(event.envelope())
                .forEach((name, value) -> record.headers().add(name, value));
        return of(record);
    }

    String header(String name) {
        String value = headers.get(name);
        if (value == null) {
            throw new IllegalStateException("no header " + name);
        }
        return value;
    }

    String tenant() {
        return header("ce_tenant");
    }

    String type() {
        return header("ce_type");
    }

    String actor() {
        return header("ce_actor");
    }

    String subject() {
        return header("ce_subject");
    }

    String entity() {
        return subject().substring(0, subject().indexOf('/'));
    }

    String id() {
        return subject().substring(subject().indexOf('/') + 1);
    }

    long version() {
        return Long.parseLong(header("ce_sequence"));
    }

    /** When it was recorded, as exactly as it is stored. */
    Instant recordedAt() {
        return Instant.parse(header("ce_time")).truncatedTo(ChronoUnit.MILLIS);
    }

    /** When it happened in the business, as exactly as it is stored: what the command said, else when it was recorded. */
    Instant happenedAt() {
        String said = headers.get("ce_occurredat");
        return said == null
                ? recordedAt()
                : OffsetDateTime.parse(said).toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** A field of the data as a plain value; absent if it has none. */
    @Nullable
    Object get(String field) {
        return plain(data.get(field));
    }

    /** A JSON value as maps, lists and values. */
    @Nullable
    static Object plain(@Nullable JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (node.isObject()) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<@Nullable Object> list = new ArrayList<>();
            node.forEach(element -> list.add(plain(element)));
            return list;
        }
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            return node.decimalValue();
        }
        return node.isBoolean() ? node.booleanValue() : node.textValue();
    }
}
