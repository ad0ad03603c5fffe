package io.docket.notification.asyncapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.CloudEventJson;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.json.Json;
import io.docket.contracts.topic.Topics;
import io.docket.contracts.topic.Topics.Topic;
import io.docket.notification.Events;
import io.docket.notification.socket.CloseCode;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncApiDocumentTest {
    private static final StrictSchemas SCHEMAS = new StrictSchemas(AsyncApiDocument.json());

    /** Every attribute has a value. */
    private static final EventEnvelope FULL = new EventEnvelope(
            "0199-id",
            EventEnvelope.COMMAND_SERVICE,
            "docket.case.moved.v1",
            new Subject("case", "173688"),
            "173688",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            3,
            "acme",
            "10609",
            "demo",
            "c-1",
            "co-1",
            "ca-1",
            0,
            "ab".repeat(32),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            OffsetDateTime.parse("2011-10-01T00:38:44.546+02:00"),
            "because",
            Json.bytes(new CaseEvent.Moved("a", "b")));

    static Set<String> eventTypes() {
        return EventCatalog.types();
    }

    static List<Topic> topics() {
        return Topics.all();
    }

    @ParameterizedTest
    @MethodSource("eventTypes")
    void every_event_has_the_schema_of_its_record(String type) {
        JsonNode schema = SCHEMAS.at("/components/schemas/" + type);

        assertThat(schema.isMissingNode()).as("a schema of " + type).isFalse();
        assertThat(RecordShape.of(schema, SCHEMAS))
                .isEqualTo(RecordShape.of(EventCatalog.classOf(type).orElseThrow()));
    }

    @ParameterizedTest
    @MethodSource("eventTypes")
    void every_event_is_a_message_of_the_log_with_its_schema_and_headers(String type) {
        JsonNode message = SCHEMAS.at("/channels/events/messages/" + type);

        assertThat(message.at("/payload/$ref").asText()).isEqualTo("#/components/schemas/" + type);
        assertThat(message.at("/traits/0/$ref").asText()).isEqualTo("#/components/messageTraits/event");
    }

    @Test
    void the_log_has_no_other_messages() {
        assertThat(names(SCHEMAS.at("/channels/events/messages"))).isEqualTo(EventCatalog.types());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void every_topic_is_a_channel_with_its_settings(Topic topic) {
        JsonNode kafka = StreamSupport.stream(SCHEMAS.at("/channels").spliterator(), false)
                .filter(channel -> channel.path("address").asText().equals(topic.name()))
                .map(channel -> channel.at("/bindings/kafka"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no channel " + topic.name()));

        assertThat(kafka.path("partitions").asInt()).isEqualTo(topic.partitions());
        assertThat(texts(kafka.path("topicConfiguration"))).isEqualTo(new TreeMap<>(topic.config()));
    }

    @Test
    void the_headers_are_those_that_the_platform_writes() {
        Set<String> known = Arrays.stream(CloudEventHeaders.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == String.class)
                .map(AsyncApiDocumentTest::value)
                .collect(Collectors.toSet());

        assertThat(names(SCHEMAS.at("/components/schemas/EventHeaders/properties")))
                .isEqualTo(known);
    }

    @Test
    void an_event_fits_with_and_without_what_is_optional() {
        EventEnvelope bare = Events.envelope("acme", "case/1", new CaseEvent.Archived());

        for (EventEnvelope event : List.of(FULL, bare)) {
            assertThat(SCHEMAS.faults("/components/schemas/EventHeaders", headers(event)))
                    .isEmpty();
            assertThat(SCHEMAS.faults("/components/schemas/CloudEvent", CloudEventJson.write(event)))
                    .isEmpty();
        }
    }

    @Test
    void what_is_not_described_does_not_fit() {
        ObjectNode unknownMember = CloudEventJson.write(FULL).put("colour", "red");
        ObjectNode wrongType = CloudEventJson.write(FULL).put("sequence", "3");
        ObjectNode nobody = CloudEventJson.write(FULL);
        nobody.remove("actor");

        assertThat(List.of(unknownMember, wrongType, nobody))
                .allSatisfy(event -> assertThat(SCHEMAS.faults("/components/schemas/CloudEvent", event))
                        .hasSize(1));
    }

    @Test
    void every_close_code_is_explained() {
        Map<Integer, String> explained = new TreeMap<>();
        SCHEMAS.at("/channels/live/x-close-codes")
                .forEach(code -> explained.put(
                        code.path("code").asInt(), code.path("name").asText()));

        assertThat(explained)
                .isEqualTo(Stream.of(CloseCode.values()).collect(Collectors.toMap(CloseCode::code, CloseCode::name)));
    }

    @Test
    void nothing_is_left_empty() {
        assertThat(empty(SCHEMAS.document(), "")).isEmpty();
    }

    private static ObjectNode headers(EventEnvelope event) {
        ObjectNode headers = Json.mapper().createObjectNode();
        CloudEventHeaders.write(event).forEach((name, value) -> headers.put(name, new String(value, UTF_8)));
        return headers;
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    /** Places without a value, as a comma in an unquoted text of YAML makes them. */
    private static List<String> empty(JsonNode node, String place) {
        return node.isNull()
                ? List.of(place)
                : node.properties().stream()
                        .flatMap(member -> empty(member.getValue(), place + "/" + member.getKey()).stream())
                        .toList();
    }

    /** A topic's settings as Kafka has them: texts, lists with commas. */
    private static Map<String, String> texts(JsonNode settings) {
        Map<String, String> texts = new TreeMap<>();
        settings.properties()
                .forEach(setting -> texts.put(
                        setting.getKey(),
                        setting.getValue().isArray()
                                ? StreamSupport.stream(setting.getValue().spliterator(), false)
                                        .map(JsonNode::asText)
                                        .collect(Collectors.joining(","))
                                : setting.getValue().asText()));
        return texts;
    }

    private static String value(java.lang.reflect.Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
