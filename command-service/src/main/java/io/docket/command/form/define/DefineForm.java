package io.docket.command.form.define;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Defines a form, or its next version.
 *
 * @param id id of the form, which is the form key of tasks
 * @param name name for people
 * @param schema JSON Schema 2020-12 of what is filled in
 * @param uiSchema how an interface shows it
 * @param components the form as another form builder describes it
 */
public record DefineForm(
        String id,
        String name,
        JsonNode schema,
        @Nullable JsonNode uiSchema,
        @Nullable JsonNode components) {}
