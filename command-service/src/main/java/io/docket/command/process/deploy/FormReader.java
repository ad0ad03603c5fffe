package io.docket.command.process.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** Reads the id of a form as the engine knows it: a JSON object with {@code id} and {@code components}. */
final class FormReader {
    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,90}");

    private FormReader() {}

    /** Id of the form. Rejects what is no form. */
    static String idOf(String pointer, String form) {
        JsonNode json;
        try {
            json = Json.tree(form.getBytes(UTF_8));
        } catch (UncheckedIOException e) {
            throw XmlReader.unusable(pointer, "it is not JSON");
        }
        String id = json.path("id").asText("");
        if (!ID.matcher(id).matches() || !json.path("components").isArray()) {
            throw XmlReader.unusable(pointer, "a form has components and an id like " + ID.pattern());
        }
        return id;
    }
}
