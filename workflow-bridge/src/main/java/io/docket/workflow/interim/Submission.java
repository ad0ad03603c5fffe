package io.docket.workflow.interim;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.signature.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * Data that somebody brings: {@code {"data": {...}, "signature": "<detached JWS>"}}.
 *
 * @param data the data in its canonical form
 * @param signature detached signature over that form
 */
public record Submission(CanonicalJson data, @Nullable String signature) {
    /** Reads what was sent. Refused if it is not of that form. */
    public static Submission read(byte[] body) {
        JsonNode json = CanonicalJson.read(body);
        if (!json.isObject() || !json.has("data")) {
            throw new Refused("unreadable-json", "an object with the member data is expected");
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!name.equals("data") && !name.equals("signature")) {
                throw new Refused("unreadable-json", "there is no member " + name);
            }
        });
        JsonNode signature = json.get("signature");
        if (signature != null && !signature.isTextual()) {
            throw new Refused("unreadable-json", "signature is no text");
        }
        return new Submission(CanonicalJson.of(json.get("data")), signature == null ? null : signature.textValue());
    }
}
