package io.docket.projection.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import io.docket.projection.apply.Views;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.GenerationName;
import io.docket.projection.view.Projector;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;

/** The views in MongoDB: one find and one unordered bulk for each collection of a batch. */
@ApplicationScoped
public class MongoViews implements Views {
    /** Largest document that is stored; the database itself ends at 16 MiB. */
    static final int MAX_DOCUMENT_BYTES = 15 * 1024 * 1024;

    private static final int DUPLICATE_KEY = 11_000;
    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final Collections collections;
    private final Map<String, Projector> projectors;
    private final DocumentCodec codec = new DocumentCodec();

    public MongoViews(Collections collections) {
        this.collections = collections;
        this.projectors =
                collections.projectors().stream().collect(Collectors.toMap(Projector::view, Function.identity()));
    }

    @Override
    public Uni<Map<DocumentKey, Document>> load(Set<DocumentKey> keys) {
        Map<String, List<String>> idsByView = keys.stream()
                .collect(Collectors.groupingBy(
                        DocumentKey::view, Collectors.mapping(DocumentKey::storedId, Collectors.toList())));
        List<Uni<Map<DocumentKey, Document>>> loads = new ArrayList<>();
        idsByView.forEach((view, ids) -> loads.add(collections
                .named(view)
                .find(Filters.in(StoredForm.ID, ids))
                .collect()
                .asMap(stored -> StoredForm.key(view, stored), StoredForm::document)));
        return Uni.join().all(loads).andFailFast().map(maps -> {
            Map<DocumentKey, Document> all = new HashMap<>();
            maps.forEach(all::putAll);
            return all;
        });
    }

    @Override
    public Uni<Map<DocumentKey, String>> write(Map<DocumentKey, Document> documents) {
        Map<String, List<DocumentKey>> byView =
                documents.keySet().stream().collect(Collectors.groupingBy(DocumentKey::view));
        List<Uni<Map<DocumentKey, String>>> writes = new ArrayList<>();
        byView.forEach((view, keys) -> writes.add(write(view, keys, documents)));
        if (writes.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Uni.join().all(writes).andFailFast().map(maps -> {
            Map<DocumentKey, String> refused = new HashMap<>();
            maps.forEach(refused::putAll);
            return refused;
        });
    }

    @Override
    public Uni<Void> noteActors(Map<String, Set<String>> actors) {
        List<WriteModel<org.bson.Document>> writes = new ArrayList<>();
        actors.forEach((tenant, users) -> users.forEach(user -> writes.add(new UpdateOneModel<>(
                Filters.eq(StoredForm.ID, tenant + '/' + user),
                new org.bson.Document("$set", new org.bson.Document("tenant", tenant).append("user", user)),
                UPSERT))));
        return collections
                .named(Collections.ACTORS)
                .bulkWrite(writes, UNORDERED)
                .replaceWithVoid();
    }

    private Uni<Map<DocumentKey, String>> write(
            String view, List<DocumentKey> keys, Map<DocumentKey, Document> documents) {
        Map<DocumentKey, String> refused = new HashMap<>();
        List<DocumentKey> written = new ArrayList<>(keys.size());
        List<WriteModel<org.bson.Document>> writes = new ArrayList<>(keys.size());
        for (DocumentKey key : keys) {
            RawBsonDocument stored;
            try {
                stored = encode(key, documents.get(key));
            } catch (RuntimeException notStorable) {
                refused.put(key, "the document cannot be stored: " + notStorable);
                continue;
            }
            if (stored.getByteBuffer().remaining() > MAX_DOCUMENT_BYTES) {
                refused.put(key, "the document is larger than " + MAX_DOCUMENT_BYTES + " bytes");
            } else {
                written.add(key);
                writes.add(new UpdateOneModel<>(
                        Filters.eq(StoredForm.ID, key.storedId()),
                        new org.bson.Document("$max", new org.bson.Document(StoredForm.VIEW, stored)),
                        UPSERT));
            }
        }
        if (writes.isEmpty()) {
            return Uni.createFrom().item(refused);
        }
        return collections
                .named(view)
                .bulkWrite(writes, UNORDERED)
                .replaceWith(refused)
                .onFailure(MongoBulkWriteException.class)
                .recoverWithUni(failure -> sort(failure, written, refused));
    }

    private RawBsonDocument encode(DocumentKey key, Document document) {
        Map<String, Object> queryKeys =
                projectors.get(GenerationName.of(key.view()).view()).queryKeys(document);
        return new RawBsonDocument(StoredForm.view(key, document, queryKeys), codec);
    }

    /** Documents that the store refuses are named; anything else, two first writes at once among it, is tried again. */
    private static Uni<Map<DocumentKey, String>> sort(
            MongoBulkWriteException failure, List<DocumentKey> written, Map<DocumentKey, String> refused) {
        boolean again = failure.getWriteConcernError() != null
                || failure.getWriteErrors().stream().anyMatch(error -> error.getCode() == DUPLICATE_KEY);
        if (again) {
            return Uni.createFrom().failure(failure);
        }
        for (BulkWriteError error : failure.getWriteErrors()) {
            refused.put(written.get(error.getIndex()), error.getMessage());
        }
        return Uni.createFrom().item(refused);
    }
}
