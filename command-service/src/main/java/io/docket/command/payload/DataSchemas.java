package io.docket.command.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import io.docket.command.casetype.DataSchema;
import io.docket.kit.problem.FieldError;
import java.util.List;

/**
 * JSON Schemas that tenants write. Each is compiled in a registry of its own, so that no {@code $id} of one tenant is seen
 * by another; nothing is ever fetched from elsewhere.
 */
public final class DataSchemas {
    private static final String META_SCHEMA = "https://json-schema.org/draft/2020-12/schema";

    private final Schema metaSchema = registry().getSchema(SchemaLocation.of(META_SCHEMA));

    /** What is wrong with a schema; empty if it can be compiled. */
    public List<FieldError> schemaErrors(JsonNode schema) {
        List<FieldError> errors = SchemaErrors.of(metaSchema, schema);
        if (!errors.isEmpty()) {
            return errors;
        }
        try {
            Schema compiled = registry().getSchema(schema);
            compiled.initializeValidators();
            compiled.validate(JsonNodeFactory.instance.objectNode());
            return List.of();
        } catch (SchemaException e) {
            return List.of(new FieldError("", "it cannot be compiled: " + e.getMessage()));
        } catch (StackOverflowError _) {
            return List.of(new FieldError("", "it refers to itself without end"));
        }
    }

    /**
     * The compiled form of a schema that has no errors. It rejects, with 422, data on which one of the schema's patterns takes
     * too long.
     */
    public DataSchema compile(JsonNode schema) {
        Schema compiled = registry().getSchema(schema);
        compiled.initializeValidators();
        return data -> {
            try {
                return SchemaErrors.of(compiled, data);
            } catch (UnfinishedMatchException e) {
                throw e.rejection();
            } catch (StackOverflowError _) {
                return List.of(new FieldError("", "its schema refers to itself without end"));
            }
        };
    }

    private static SchemaRegistry registry() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder(SchemaErrors.config())
                .regularExpressionFactory(new BoundedPatterns())
                .build();
        return SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(config));
    }
}
