package io.docket.command.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.path.PathType;
import io.docket.kit.problem.FieldError;
import java.util.List;
import java.util.Locale;

/** What a compiled schema says about a value, as faults with JSON pointers. */
final class SchemaErrors {
    /** Faults reported at once. */
    static final int MAX_ERRORS = 50;

    private SchemaErrors() {}

    /** How every schema is compiled: formats are assertions, places are JSON pointers, messages are English. */
    static SchemaRegistryConfig config() {
        return SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .pathType(PathType.JSON_POINTER)
                .locale(Locale.ROOT)
                .build();
    }

    static List<FieldError> of(Schema schema, JsonNode value) {
        return schema.validate(value).stream()
                .limit(MAX_ERRORS)
                .map(error -> new FieldError(pointer(error), error.getMessage()))
                .toList();
    }

    /** Where the fault is: a member that is missing or unknown is named itself, not the object around it. */
    private static String pointer(Error error) {
        String object = error.getInstanceLocation().toString();
        String member = error.getProperty();
        return member == null
                ? object
                : object + "/" + member.replace("~", "~0").replace("/", "~1");
    }
}
