package io.docket.command.submit;

import com.fasterxml.jackson.core.JsonGenerator;
import io.docket.command.decision.Refusal;
import io.docket.contracts.command.CommandResult;
import io.docket.contracts.json.Json;
import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer as one JSON object: {@code {"status":201,"commandId":…,…}} or
 * {@code {"status":409,"type":…,"title":…,"detail":…,"reason":…,"errors":[…]}}, with {@code "replayed":true} if it is an
 * earlier one.
 */
public final class AnswerJson {
    private AnswerJson() {}

    /** Writes the answer on one line, without the line's end. */
    public static void write(Answer answer, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.mapper().getFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeNumberField("status", answer.status());
            switch (answer) {
                case Answer.Accepted accepted -> write(accepted.result(), json);
                case Answer.Refused refused -> write(refused.refusal(), json);
            }
            if (answer.replayed()) {
                json.writeBooleanField("replayed", true);
            }
            json.writeEndObject();
        }
    }

    private static void write(CommandResult result, JsonGenerator json) throws IOException {
        json.writeStringField("commandId", result.commandId());
        json.writeStringField("entity", result.entity());
        json.writeStringField("id", result.id());
        json.writeNumberField("version", result.version());
        optional(json, "position", result.position());
        json.writeArrayFieldStart("events");
        for (CommandResult.Event event : result.events()) {
            json.writeStartObject();
            json.writeStringField("id", event.id());
            json.writeStringField("type", event.type());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(Refusal refusal, JsonGenerator json) throws IOException {
        json.writeStringField("type", Problems.TYPE_PREFIX + refusal.slug());
        json.writeStringField("title", refusal.title());
        json.writeStringField("detail", refusal.detail());
        optional(json, "reason", refusal.reason());
        if (refusal.version() != null) {
            json.writeNumberField("version", refusal.version());
        }
        if (refusal.retryAfterSeconds() != null) {
            json.writeNumberField("retryAfter", refusal.retryAfterSeconds());
        }
        if (!refusal.errors().isEmpty()) {
            json.writeArrayFieldStart("errors");
            for (FieldError error : refusal.errors()) {
                json.writeStartObject();
                json.writeStringField("pointer", error.pointer());
                json.writeStringField("detail", error.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
