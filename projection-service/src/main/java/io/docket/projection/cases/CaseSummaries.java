package io.docket.projection.cases;

import io.docket.projection.query.Documents;
import io.docket.projection.query.HotQueries;
import io.docket.projection.view.Document;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cases in brief: from the hot views if they can be believed, else from the stored documents. */
@ApplicationScoped
public class CaseSummaries {
    private final HotQueries hot;
    private final Documents documents;

    public CaseSummaries(HotQueries hot, Documents documents) {
        this.hot = hot;
        this.documents = documents;
    }

    /** {@code {source, items: [summary]}}, in the order of the ids; those that do not exist are left out. */
    Uni<Map<String, Object>> of(String tenant, List<String> ids) {
        return hot.summaries(tenant, CaseProjector.VIEW, ids)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom()
                                .item(answer(
                                        "redis",
                                        found.get().values().stream()
                                                .map(CaseSummaries::typed)
                                                .toList()))
                        : documents
                                .find(CaseProjector.VIEW, tenant, ids)
                                .map(stored -> answer(
                                        "mongodb",
                                        ids.stream()
                                                .filter(stored::containsKey)
                                                .map(id -> summary(stored.get(id)))
                                                .toList())));
    }

    private static Map<String, Object> answer(String source, List<Map<String, Object>> items) {
        return Map.of("source", source, "items", items);
    }

    private static Map<String, Object> typed(Map<String, String> summary) {
        Map<String, Object> typed = new LinkedHashMap<>();
        CaseProjector.SUMMARY.forEach(field -> {
            String value = summary.get(field);
            if (value != null) {
                typed.put(field, field.equals("version") ? Long.valueOf(value) : value);
            }
        });
        return typed;
    }

    private static Map<String, Object> summary(Document document) {
        Map<String, Object> summary = new LinkedHashMap<>();
        CaseProjector.SUMMARY.forEach(field -> {
            Object value = document.get(field);
            if (value != null) {
                summary.put(field, value);
            }
        });
        return summary;
    }
}
