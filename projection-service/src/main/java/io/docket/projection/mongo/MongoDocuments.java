package io.docket.projection.mongo;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Queries on the views in MongoDB. */
@ApplicationScoped
public class MongoDocuments implements Documents {
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
        Sort sort = query.sort();
        String field = MongoConditions.path(sort.field());
        FindOptions options = new FindOptions()
                .sort(
                        sort.descending()
                                ? Sorts.descending(field, StoredForm.ID)
                                : Sorts.ascending(field, StoredForm.ID))
                .limit(query.limit() + 1);
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
    public Uni<List<Group>> group(String view, String tenant, List<String> fields, String summed) {
        org.bson.Document by = new org.bson.Document();
        fields.forEach(field -> by.append(field, "$" + ViewIndex.stored(field)));
        List<Bson> pipeline = List.of(
                Aggregates.match(Filters.eq(ViewIndex.TENANT, tenant)),
                Aggregates.group(
                        by, Accumulators.sum("count", 1), Accumulators.sum("sum", "$" + ViewIndex.stored(summed))));
        return collections
                .serving(view)
                .aggregate(pipeline)
                .collect()
                .asList()
                .map(rows -> rows.stream().map(MongoDocuments::group).toList());
    }

    @Override
    public Multi<Stored> all(String view, List<String> fields) {
        List<String> included = new ArrayList<>(List.of("view.at"));
        fields.forEach(field -> included.add(ViewIndex.stored(field)));
        String collection = collections.servingName(view);
        return collections
                .named(collection)
                .find(new FindOptions().projection(Projections.include(included)))
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
                .find()
                .map(stored -> new Actor(stored.getString("tenant"), stored.getString("user")));
    }

    private static Page page(ListQuery query, List<org.bson.Document> found) {
        boolean more = found.size() > query.limit();
        List<org.bson.Document> shown = more ? found.subList(0, query.limit()) : found;
        Optional<PageCursor> next = more ? cursor(query.sort(), shown.getLast()) : Optional.empty();
        return new Page(shown.stream().map(StoredForm::document).toList(), next);
    }

    private static Optional<PageCursor> cursor(Sort sort, org.bson.Document last) {
        List<String> path = List.of(MongoConditions.path(sort.field()).split("\\."));
        @Nullable Object value = StoredForm.plain(last.getEmbedded(path, Object.class));
        return Optional.ofNullable(value)
                .map(known -> new PageCursor(sort.name(), known, last.getString(StoredForm.ID)));
    }

    private static Group group(org.bson.Document row) {
        Map<String, Object> values = new LinkedHashMap<>();
        row.get(StoredForm.ID, org.bson.Document.class).forEach((field, value) -> {
            if (value != null) {
                values.put(field, value);
            }
        });
        return new Group(
                values,
                row.get("count", Number.class).longValue(),
                row.get("sum", Number.class).longValue());
    }
}
