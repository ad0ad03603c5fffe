package io.docket.command.payload;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.decision.Rejection;
import io.docket.contracts.json.Json;

/** Payloads as records. */
public final class PayloadBinder {
    private PayloadBinder() {}

    /** The payload as a record of the type. Rejects with 400 what the schema could not exclude. */
    public static <C> C bind(JsonNode payload, Class<C> type) {
        try {
            return Json.mapper().treeToValue(payload, type);
        } catch (JsonMappingException e) {
            throw Rejection.invalid(pointer(e), e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw Rejection.invalid("", e.getOriginalMessage());
        }
    }

    private static String pointer(JsonMappingException e) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName());
        }
        return pointer.toString();
    }
}
