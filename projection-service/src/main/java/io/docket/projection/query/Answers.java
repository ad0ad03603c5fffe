package io.docket.projection.query;

import io.docket.kit.problem.Problems;
import io.docket.projection.view.Document;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How documents and pages look in an answer. */
public final class Answers {
    private Answers() {}

    /** One document with its {@code ETag}, or 404. */
    public static Response document(Optional<Document> found, String entity, String id) {
        return document(found.orElseThrow(() -> Problems.notFound("There is no " + entity + " " + id)));
    }

    /** One document with its {@code ETag}. */
    public static Response document(Document document) {
        return Response.ok(document.fields())
                .header(HttpHeaders.ETAG, "\"" + document.number("version") + "\"")
                .build();
    }

    /** A page of documents: {@code {"items": […], "next": "…"}}. */
    public static Map<String, @Nullable Object> page(Documents.Page page) {
        return page(
                page.items().stream().map(Document::fields).toList(),
                page.next().map(PageCursor::text).orElse(null));
    }

    /** A page of anything: {@code {"items": […], "next": "…"}}, without {@code next} on the last. */
    public static Map<String, @Nullable Object> page(List<?> items, @Nullable String next) {
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("items", items);
        if (next != null) {
            page.put("next", next);
        }
        return page;
    }
}
