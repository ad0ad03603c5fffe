package io.docket.notification.asyncapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The JSON form of a record and of a schema in the same few words, so that the two can be compared. */
final class RecordShape {
    private RecordShape() {}

    /** The members of a record by name, each with its type; a {@code ?} marks one that may be absent. */
    static Map<String, String> of(Class<?> event) {
        Map<String, String> shape = new TreeMap<>();
        for (RecordComponent component : event.getRecordComponents()) {
            JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
            boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            shape.put(
                    renamed == null ? component.getName() : renamed.value(),
                    type(component.getGenericType()) + (optional ? "?" : ""));
        }
        return shape;
    }

    /** The same of an object's schema. */
    static Map<String, String> of(JsonNode schema, StrictSchemas schemas) {
        Map<String, String> shape = new TreeMap<>();
        schema.path("properties")
                .properties()
                .forEach(member -> shape.put(
                        member.getKey(),
                        type(member.getValue(), schemas) + (isRequired(schema, member.getKey()) ? "" : "?")));
        return shape;
    }

    private static String type(Type type) {
        return switch (type) {
            case ParameterizedType list
            when list.getRawType() == java.util.List.class -> "array of " + type(list.getActualTypeArguments()[0]);
            case ParameterizedType _ -> "object";
            case Class<?> record when record.isRecord() -> of(record).toString();
            case Class<?> other when other == String.class -> "string";
            case Class<?> other when other == OffsetDateTime.class || other == Instant.class -> "date-time";
            case Class<?> other when other == JsonNode.class -> "object";
            case Class<?> other when other == int.class || other == long.class || other == Integer.class -> "integer";
            case Class<?> other when other == Boolean.class -> "boolean";
            default -> throw new IllegalArgumentException("no word for " + type);
        };
    }

    private static String type(JsonNode schema, StrictSchemas schemas) {
        if (schema.has("$ref")) {
            return type(schemas.at(schema.path("$ref").asText().substring(1)), schemas);
        }
        String type = schema.path("type").asText();
        return switch (type) {
            case "array" -> "array of " + type(schema.path("items"), schemas);
            case "object" -> schema.has("properties") ? of(schema, schemas).toString() : type;
            case "string" -> schema.path("format").asText(type);
            default -> type;
        };
    }

    private static boolean isRequired(JsonNode schema, String member) {
        for (JsonNode required : schema.path("required")) {
            if (required.asText().equals(member)) {
                return true;
            }
        }
        return false;
    }
}
