package io.docket.projection.mongo;

import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.docket.projection.apply.Views;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.Projector;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.RawBsonDocument;

/**
 * Notes what is written to views, and writes the same documents again, in the same batches and nothing else: how fast the
 * store alone is.
 */
public final class RawWrites implements Views {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);
    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final Views views;
    private final List<Map<DocumentKey, Document>> batches = new ArrayList<>();

    public RawWrites(Views views) {
        this.views = views;
    }

    @Override
    public Uni<Map<DocumentKey, Document>> load(Set<DocumentKey> keys) {
        return views.load(keys);
    }

    @Override
    public Uni<Map<DocumentKey, String>> write(Map<DocumentKey, Document> documents) {
        batches.add(documents);
        return views.write(documents);
    }

    @Override
    public Uni<Void> noteActors(Map<String, Set<String>> actors) {
        return views.noteActors(actors);
    }

    /** The documents as bulk writes that are ready to go, each of one batch. */
    public List<Map<String, List<WriteModel<org.bson.Document>>>> ready() {
        return batches.stream().map(RawWrites::ready).toList();
    }

    /** Carries out bulk writes, those of a batch at once, one batch after the other. */
    public static void write(MongoStore store, List<Map<String, List<WriteModel<org.bson.Document>>>> batches) {
        for (Map<String, List<WriteModel<org.bson.Document>>> batch : batches) {
            List<Uni<BulkWriteResult>> writes = new ArrayList<>();
            batch.forEach((view, models) -> writes.add(store.collection(view).bulkWrite(models, UNORDERED)));
            Uni.join().all(writes).andFailFast().await().atMost(TIMEOUT);
        }
    }

    /**
     * Writes every document of a view to another database, so many in each bulk write.
     *
     * @return nanoseconds that the writes took, without reading what they write
     */
    public static long again(MongoStore from, String view, MongoStore to, int atOnce) {
        ReactiveMongoCollection<RawBsonDocument> target = to.collection(view).withDocumentClass(RawBsonDocument.class);
        return from.serving(view)
                .withDocumentClass(RawBsonDocument.class)
                .find()
                .group()
                .intoLists()
                .of(atOnce)
                .onItem()
                .transformToUniAndConcatenate(documents -> {
                    List<InsertOneModel<RawBsonDocument>> writes =
                            documents.stream().map(InsertOneModel::new).toList();
                    long began = System.nanoTime();
                    return target.bulkWrite(writes, UNORDERED).map(done -> System.nanoTime() - began);
                })
                .collect()
                .with(Collectors.summingLong(Long::longValue))
                .await()
                .atMost(LONG);
    }

    private static Map<String, List<WriteModel<org.bson.Document>>> ready(Map<DocumentKey, Document> batch) {
        Map<String, List<WriteModel<org.bson.Document>>> byView = new LinkedHashMap<>();
        batch.forEach((key, document) -> byView.computeIfAbsent(key.view(), any -> new ArrayList<>())
                .add(new ReplaceOneModel<>(
                        Filters.eq(StoredForm.ID, key.storedId()),
                        new org.bson.Document(
                                StoredForm.VIEW,
                                StoredForm.view(
                                        key, document, projector(key.view()).queryKeys(document))),
                        UPSERT)));
        return byView;
    }

    private static Projector projector(String view) {
        return MongoStore.PROJECTORS.stream()
                .filter(projector -> projector.view().equals(view))
                .findFirst()
                .orElseThrow();
    }
}
