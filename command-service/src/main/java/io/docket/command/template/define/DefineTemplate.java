package io.docket.command.template.define;

import org.jspecify.annotations.Nullable;

/**
 * Defines a template of a text, or its next version.
 *
 * @param id id of the template
 * @param name name for people
 * @param contentType what the body becomes; plain text if absent
 * @param subject template of a subject line
 * @param body template of the text
 */
public record DefineTemplate(
        String id,
        String name,
        @Nullable String contentType,
        @Nullable String subject,
        String body) {
    /** What a body becomes that names nothing else. */
    static final String PLAIN = "text/plain";
}
