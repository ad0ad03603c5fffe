package io.docket.files.upload;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a {@link NewFile} out of a body, and names every fault in it at once. */
public final class NewFileReader {
    private static final Set<String> FIELDS = Set.of("name", "contentType", "size", "sha256", "subject");

    private final long maxBytes;

    /** @param maxBytes largest file accepted */
    public NewFileReader(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The file of the body.
     *
     * @throws HttpProblem 400 with a pointer to each fault
     */
    public NewFile read(byte[] json) {
        JsonNode body = tree(json);
        if (!body.isObject()) {
            throw Problems.invalid("The body must be a JSON object.", List.of(new FieldError("", "must be an object")));
        }
        List<FieldError> errors = new ArrayList<>();
        body.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                errors.add(new FieldError(pointer(field), "is not a field of a file"));
            }
        });
        NewFile file = new NewFile(
                text(body, "name", FileRules::nameFault, errors),
                text(body, "contentType", FileRules::contentTypeFault, errors),
                size(body, errors),
                text(body, "sha256", FileRules::sha256Fault, errors),
                text(body, "subject", FileRules::subjectFault, errors));
        if (!errors.isEmpty()) {
            throw Problems.invalid("The file cannot be taken as described.", List.copyOf(errors));
        }
        return file;
    }

    private static JsonNode tree(byte[] json) {
        try {
            return Json.tree(json);
        } catch (UncheckedIOException e) {
            throw Problems.invalid("The body is not JSON.", List.of(new FieldError("", "is not JSON")));
        }
    }

    private static String text(JsonNode body, String field, Fault fault, List<FieldError> errors) {
        JsonNode value = body.path(field);
        String detail = !value.isTextual() ? "must be a string" : fault.in(value.textValue());
        if (detail != null) {
            errors.add(new FieldError(pointer(field), detail));
        }
        return value.asText();
    }

    private long size(JsonNode body, List<FieldError> errors) {
        JsonNode value = body.path("size");
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            errors.add(new FieldError(pointer("size"), "must be a number of bytes"));
        } else if (value.longValue() > maxBytes) {
            errors.add(new FieldError(pointer("size"), "must be at most " + maxBytes + " bytes"));
        }
        return value.asLong();
    }

    private static String pointer(String field) {
        return "/" + field.replace("~", "~0").replace("/", "~1");
    }

    private interface Fault {
        @Nullable
        String in(String value);
    }
}
