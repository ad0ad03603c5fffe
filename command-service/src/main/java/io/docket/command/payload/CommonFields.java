package io.docket.command.payload;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.decision.Rejection;
import io.docket.contracts.envelope.Activity;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What any command may carry beside its own fields.
 *
 * @param occurredAt business time
 * @param onBehalfOf the user whose action it is, where that is not the caller
 * @param reason why
 * @param activity what the step is called where it was done
 */
public record CommonFields(
        @Nullable OffsetDateTime occurredAt,
        @Nullable String onBehalfOf,
        @Nullable String reason,
        @Nullable Activity activity) {
    /** The fields of a payload that fits its schema. */
    public static CommonFields of(JsonNode payload) {
        return new CommonFields(
                time(payload), text(payload, "onBehalfOf"), text(payload, "reason"), activity(payload.get("activity")));
    }

    private static @Nullable Activity activity(@Nullable JsonNode activity) {
        return activity == null
                ? null
                : new Activity(text(activity, "name"), text(activity, "lifecycle"), text(activity, "resource"));
    }

    private static @Nullable String text(JsonNode payload, String field) {
        JsonNode value = payload.get(field);
        return value == null ? null : value.textValue();
    }

    private static @Nullable OffsetDateTime time(JsonNode payload) {
        String text = text(payload, "occurredAt");
        try {
            return text == null ? null : OffsetDateTime.parse(text);
        } catch (DateTimeException _) {
            throw Rejection.invalid("/occurredAt", "it is not an ISO-8601 time with a zone");
        }
    }
}
