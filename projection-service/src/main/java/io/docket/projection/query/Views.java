package io.docket.projection.query;

import io.docket.kit.identity.Caller;
import io.docket.projection.view.DocumentKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The documents of the views, for whoever may see them. */
@ApplicationScoped
public class Views {
    private final Documents documents;
    private final Access access;

    public Views(Documents documents, Access access) {
        this.documents = documents;
        this.access = access;
    }

    /** A page of a view, as the request asks for it. */
    public Uni<Map<String, @Nullable Object>> list(Listing listing, UriInfo uri) {
        return list(listing, uri, List.of());
    }

    /**
     * A page of a part of a view, as the request asks for it.
     *
     * @param part what the documents satisfy, whatever is asked for
     */
    public Uni<Map<String, @Nullable Object>> list(Listing listing, UriInfo uri, List<Condition> part) {
        Caller caller = access.require(listing.query());
        return documents
                .list(listing.page(uri.getQueryParameters(), caller, part))
                .map(Answers::page);
    }

    /**
     * One document of a view, or 404.
     *
     * @param query name of the query in the access table
     * @param entity what it is, in words
     */
    public Uni<Response> show(String query, String view, String entity, String id, UriInfo uri) {
        Caller caller = access.require(query);
        new QueryParameters(uri, Set.of());
        return documents
                .find(new DocumentKey(view, caller.tenant(), id))
                .map(found -> Answers.document(found, entity, id));
    }
}
