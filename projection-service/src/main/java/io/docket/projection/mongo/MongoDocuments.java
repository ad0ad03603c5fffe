package io.docket.projection.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.docket.projection.query.Condition;
import io.docket.projection.query.Documents;
import io.docket.projection.query.ListQuery;
import io.docket.projection.query.PageCursor;
import io.docket.projection.query.Sort;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.ViewIndex;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bson.conversions.Bson;

/** Queries on the views in MongoDB. */
@ApplicationScoped
public class MongoDocuments implements Documents {
    /** Documents of a whole collection in one answer. */
    private static final int BATCH = 1_000;

    private final Collections collections;

    public MongoDocuments(Collections collections) {
        this.collections = collections;
    }

    @Override
    public Uni<Optional<Document>> find(DocumentKey key) {
        return collections
                .serving(key.view())
                .find(Filters.eq(StoredForm.ID, key.storedId()))
                .collect()
                .first()
                .map(stored -> Optional.ofNullable(stored).map(StoredForm::document));
    }

    @Override
    public Uni<Map<String, Document>> find(String view, String tenant, Collection<String> ids) {
        List<String> storedIds = ids.stream()
                .map(id -> new DocumentKey(view, tenant, id).storedId())
                .toList();
        return collections
                .serving(view)
                .find(Filters.in(StoredForm.ID, storedIds))
                .collect()
                .asMap(stored -> StoredForm.key(view, stored).id(), StoredForm::document);
    }

    @Override
    public Uni<Page> list(ListQuery query) {
        FindOptions options =
                new FindOptions().sort(MongoConditions.order(query.sort())).limit(query.limit() + 1);
        if (!query.without().isEmpty()) {
            options.projection(Projections.exclude(
                    query.without().stream().map(ViewIndex::stored).toList()));
        }
        return collections
                .serving(query.view())
                .find(MongoConditions.filter(query), options)
                .collect()
                .asList()
                .map(found -> page(query, found));
    }

    @Override
    public Uni<Long> count(String view, String tenant, List<Condition> conditions) {
        return collections.serving(view).countDocuments(MongoConditions.filter(tenant, conditions));
    }

    @Override
    public Multi<Stored> all(String view, List<String> fields) {
        return all(view, Filters.empty(), fields);
    }

    @Override
    public Multi<Stored> all(String view, String tenant, List<String> fields) {
        return all(view, Filters.eq(ViewIndex.TENANT, tenant), fields);
    }

    private Multi<Stored> all(String view, Bson filter, List<String> fields) {
        List<String> included = new ArrayList<>(List.of("view.at"));
        fields.forEach(field -> included.add(ViewIndex.stored(field)));
        String collection = collections.servingName(view);
        return collections
                .named(collection)
                .find(
                        filter,
                        new FindOptions()
                                .projection(Projections.include(included))
                                .batchSize(BATCH))
                .map(stored -> new Stored(StoredForm.key(collection, stored), StoredForm.document(stored)));
    }

    @Override
    public Uni<Long> countActors(String tenant) {
        return collections.named(Collections.ACTORS).countDocuments(Filters.eq("tenant", tenant));
    }

    @Override
    public Multi<Actor> actors() {
        return collections
                .named(Collections.ACTORS)
                .find(new FindOptions().batchSize(BATCH))
                .map(stored -> new Actor(stored.getString("tenant"), stored.getString("user")));
    }

    private static Page page(ListQuery query, List<org.bson.Document> found) {
        boolean more = found.size() > query.limit();
        List<org.bson.Document> shown = more ? found.subList(0, query.limit()) : found;
        Optional<PageCursor> next = more ? cursor(query, shown.getLast()) : Optional.empty();
        return new Page(shown.stream().map(StoredForm::document).toList(), next);
    }

    private static Optional<PageCursor> cursor(ListQuery query, org.bson.Document last) {
        Sort sort = query.sort();
        List<Object> values = new ArrayList<>();
        for (String field : sort.fields()) {
            List<String> path = List.of(MongoConditions.path(field).split("\\."));
            Object value = StoredForm.plain(last.getEmbedded(path, Object.class));
            values.add(Objects.requireNonNull(value, () -> "a document that is sorted by " + field + " has none"));
        }
        return Optional.of(new PageCursor(sort.in(query.view()), values, last.getString(StoredForm.ID)));
    }
}
