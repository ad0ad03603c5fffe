package io.docket.projection.cases;

import io.docket.kit.identity.Caller;
import io.docket.projection.query.Access;
import io.docket.projection.query.Documents;
import io.docket.projection.query.HotQueries;
import io.docket.projection.query.QueryParameters;
import io.docket.projection.view.Document;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows cases in brief: number, type, title, stage, status, assignee, version. */
@Path("/api/case-summaries")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class CaseSummariesResource {
    private static final int MAX_IDS = 100;

    private final HotQueries hot;
    private final Documents documents;
    private final Access access;

    public CaseSummariesResource(HotQueries hot, Documents documents, Access access) {
        this.hot = hot;
        this.documents = documents;
        this.access = access;
    }

    /** The summaries of the cases named by {@code ids}, separated by commas; those that do not exist are left out. */
    @GET
    @Operation(summary = "Shows cases in brief")
    public Uni<Map<String, Object>> summaries(@Context UriInfo uri) {
        Caller caller = access.require("cases");
        List<String> ids = List.of(new QueryParameters(uri, Set.of("ids"))
                .text("ids")
                .orElseThrow(() -> QueryParameters.invalid("ids", "is missing"))
                .split(","));
        if (ids.size() > MAX_IDS) {
            throw QueryParameters.invalid("ids", "names more than " + MAX_IDS);
        }
        return hot.summaries(caller.tenant(), CaseProjector.VIEW, ids)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom()
                                .item(answer(
                                        "redis",
                                        found.get().values().stream()
                                                .map(CaseSummariesResource::typed)
                                                .toList()))
                        : documents
                                .find(CaseProjector.VIEW, caller.tenant(), ids)
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
