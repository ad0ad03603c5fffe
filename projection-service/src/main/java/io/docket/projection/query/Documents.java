package io.docket.projection.query;

import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stored documents, for queries. */
public interface Documents {
    /** A document; empty if the tenant has none of this id. */
    Uni<Optional<Document>> find(DocumentKey key);

    /** The documents of these ids that exist, by id. */
    Uni<Map<String, Document>> find(String view, String tenant, Collection<String> ids);

    /** A page of documents. */
    Uni<Page> list(ListQuery query);

    /** How many documents satisfy the conditions. */
    Uni<Long> count(String view, String tenant, List<Condition> conditions);

    /** Every document of a view of every tenant, in no particular order, with these fields only. */
    Multi<Stored> all(String view, List<String> fields);

    /** Every document of a view of the tenant, in no particular order, with these fields only. */
    Multi<Stored> all(String view, String tenant, List<String> fields);

    /** How many users of the tenant acted. */
    Uni<Long> countActors(String tenant);

    /** Every actor of every tenant. */
    Multi<Actor> actors();

    /**
     * A page.
     *
     * @param items the documents
     * @param next where the next page begins; empty if this is the last
     */
    record Page(List<Document> items, Optional<PageCursor> next) {}

    /**
     * A document with its key.
     *
     * @param key names the generation that it is of
     */
    record Stored(DocumentKey key, Document document) {}

    /** Somebody who acted. */
    record Actor(String tenant, String user) {}
}
