package io.docket.workflow.job.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.event.TemplateEvent;
import io.docket.workflow.command.TenantCalls;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The view of templates, which has the current version of each, and the history, which has all of them.
 *
 * @param calls how they are asked
 * @param url where they are
 */
public record HttpTemplates(TenantCalls calls, URI url) implements Templates {
    private static final String HISTORY = "/api/history?order=oldest&limit=500&type="
            + EventCatalog.typeOf(TemplateEvent.Defined.class) + "&subject=template/";
    private static final int MAX_PAGES = 20;

    @Override
    public Optional<Defined> find(String tenant, String id, @Nullable Long version) {
        return version == null
                ? defined(calls.get(tenant, url.resolve("/api/templates/" + encoded(id))))
                : earlier(tenant, id, version);
    }

    private Optional<Defined> earlier(String tenant, String id, long version) {
        String page = HISTORY + encoded(id);
        for (int pages = 0; pages < MAX_PAGES; pages++) {
            JsonNode answer = calls.get(tenant, url.resolve(page));
            for (JsonNode event : answer.path("items")) {
                if (event.path("sequence").asLong() == version) {
                    return defined(event.path("data"));
                }
            }
            if (!answer.path("next").isTextual()) {
                break;
            }
            page = HISTORY + encoded(id) + "&after="
                    + encoded(answer.path("next").textValue());
        }
        return Optional.empty();
    }

    private static Optional<Defined> defined(JsonNode template) {
        return template.path("body").isTextual()
                ? Optional.of(new Defined(
                        template.path("contentType").asText().equals("text/html"),
                        template.path("subject").isTextual()
                                ? template.path("subject").textValue()
                                : null,
                        template.path("body").textValue()))
                : Optional.empty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
