package io.docket.command.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.http.RequestHeaders;
import io.docket.command.payload.SizeLimits;
import io.docket.command.submit.Cause;
import io.docket.command.submit.Submission;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code {"type":"open-case","idempotencyKey":"…","ifMatch":3,"traceparent":"…","cause":"…","data":{…}}}. */
public final class CommandLineFormat implements ItemFormat {
    private static final Set<String> FIELDS =
            Set.of("type", "idempotencyKey", "ifMatch", "traceparent", "cause", "data");

    private final Caller caller;
    private final SizeLimits limits;
    private final int envelopeBytes;

    /**
     * @param limits limits of the payloads
     * @param envelopeBytes bytes that the fields around a payload may take
     */
    public CommandLineFormat(Caller caller, SizeLimits limits, int envelopeBytes) {
        this.caller = caller;
        this.limits = limits;
        this.envelopeBytes = envelopeBytes;
    }

    @Override
    public BulkItem item(JsonNode value, int bytes) {
        try {
            return BulkItem.of(submission(value, bytes), bytes);
        } catch (Rejection rejection) {
            return BulkItem.unreadable(rejection.refusal());
        }
    }

    private Submission submission(JsonNode line, int bytes) {
        requireWellFormed(line);
        String type = line.get("type").textValue();
        if (bytes > limits.of(type) + envelopeBytes) {
            throw new Rejection(Refusal.tooLarge("a " + type + " is over " + limits.of(type) + " bytes"));
        }
        JsonNode data = line.get("data");
        JsonNode ifMatch = line.get("ifMatch");
        return new Submission(
                caller,
                type,
                data == null ? JsonNodeFactory.instance.objectNode() : data,
                RequestHeaders.idempotencyKey(text(line, "idempotencyKey")),
                ifMatch == null ? null : ifMatch.longValue(),
                RequestHeaders.traceparent(text(line, "traceparent")),
                Cause.parse(text(line, "cause")),
                null);
    }

    private static void requireWellFormed(JsonNode line) {
        List<FieldError> errors = new ArrayList<>();
        if (!line.isObject()) {
            errors.add(new FieldError("", "it is not an object"));
        } else {
            line.fieldNames().forEachRemaining(name -> {
                if (!FIELDS.contains(name)) {
                    errors.add(new FieldError("/" + name, "there is no such field"));
                }
            });
            requireText(line, "type", true, errors);
            requireText(line, "idempotencyKey", false, errors);
            requireText(line, "traceparent", false, errors);
            requireText(line, "cause", false, errors);
            JsonNode ifMatch = line.get("ifMatch");
            if (ifMatch != null && !(ifMatch.canConvertToExactIntegral() && ifMatch.canConvertToLong())) {
                errors.add(new FieldError("/ifMatch", "it is not a version"));
            }
        }
        if (!errors.isEmpty()) {
            throw new Rejection(Refusal.invalid("this is not a command", errors));
        }
    }

    private static void requireText(JsonNode line, String field, boolean required, List<FieldError> errors) {
        JsonNode value = line.get(field);
        if (value == null ? required : !value.isTextual()) {
            errors.add(new FieldError("/" + field, "it must be a string"));
        }
    }

    private static @Nullable String text(JsonNode line, String field) {
        JsonNode value = line.get(field);
        return value == null ? null : value.textValue();
    }
}
