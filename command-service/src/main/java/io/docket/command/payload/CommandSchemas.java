package io.docket.command.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.kit.problem.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schemas of the payloads, {@code schemas/commands/<type>.json}, compiled once. */
public final class CommandSchemas {
    private static final String BASE = "https://docket.io/schemas/commands/";
    private static final String FOLDER = "/schemas/commands/";
    private static final String COMMON = "common";

    private final Map<String, Schema> byCommand = new HashMap<>();

    /** Compiles the schemas of these commands; fails if one is missing. */
    public CommandSchemas(Collection<String> commands) {
        Map<String, String> sources = new HashMap<>();
        sources.put(BASE + COMMON + ".json", source(COMMON));
        commands.forEach(command -> sources.put(BASE + command + ".json", source(command)));
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(sources).schemaRegistryConfig(SchemaErrors.config()));
        commands.forEach(command -> {
            Schema schema = registry.getSchema(SchemaLocation.of(BASE + command + ".json"));
            schema.initializeValidators();
            byCommand.put(command, schema);
        });
    }

    /** Rejects a payload that does not fit the command's schema. */
    public void requireValid(String command, JsonNode payload) {
        Schema schema = byCommand.get(command);
        if (schema == null) {
            throw new IllegalArgumentException("no schema of command " + command);
        }
        List<FieldError> errors = SchemaErrors.of(schema, payload);
        if (!errors.isEmpty()) {
            throw new Rejection(Refusal.invalid("the payload does not fit the schema of " + command, errors));
        }
    }

    /** The schema's text. */
    public static String source(String name) {
        try (InputStream file = CommandSchemas.class.getResourceAsStream(FOLDER + name + ".json")) {
            if (file == null) {
                throw new IllegalStateException("there is no " + FOLDER + name + ".json");
            }
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
