package io.docket.projection.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.docket.projection.apply.SourceStore;
import io.docket.projection.view.Projector;
import io.docket.projection.view.ViewIndex;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Which log the stored views are made from; prepares the database for it. */
@ApplicationScoped
public class MongoSource implements SourceStore {
    private static final String LOG = "log";

    private final Collections collections;

    public MongoSource(Collections collections) {
        this.collections = collections;
    }

    @Override
    public Uni<Optional<String>> madeFrom() {
        return collections
                .named(Collections.SOURCE)
                .find(Filters.eq(StoredForm.ID, LOG))
                .collect()
                .first()
                .map(stored -> Optional.ofNullable(stored).map(source -> source.getString("madeFrom")));
    }

    @Override
    public Uni<Void> clear() {
        return collections.existing().chain(names -> {
            Uni<Void> cleared = Uni.createFrom().voidItem();
            for (String name : names) {
                if (collections.isDerived(name)) {
                    cleared = cleared.chain(() -> collections.named(name).drop());
                }
            }
            return cleared;
        });
    }

    @Override
    public Uni<Void> note(String madeFrom) {
        return collections
                .named(Collections.SOURCE)
                .replaceOne(
                        Filters.eq(StoredForm.ID, LOG),
                        new Document("madeFrom", madeFrom),
                        new ReplaceOptions().upsert(true))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> createIndexes(List<Projector> projectors) {
        Uni<Void> created = Uni.createFrom().voidItem();
        for (Projector projector : projectors) {
            List<IndexModel> models =
                    projector.indexes().stream().map(MongoSource::model).toList();
            if (!models.isEmpty()) {
                created = created.chain(() -> collections
                        .named(projector.view())
                        .createIndexes(models)
                        .replaceWithVoid());
            }
        }
        return created.chain(() -> collections
                .named(Collections.DEAD_LETTERS)
                .createIndexes(MongoLetters.INDEXES)
                .chain(() -> collections.named(Collections.EVICTIONS).createIndexes(MongoEvictions.INDEXES))
                .replaceWithVoid());
    }

    private static IndexModel model(ViewIndex index) {
        if (index.isWildcard()) {
            return new IndexModel(Indexes.ascending(index.keys()), new IndexOptions());
        }
        List<Bson> keys = new ArrayList<>();
        keys.add(Indexes.ascending(ViewIndex.TENANT));
        keys.add(Indexes.ascending(index.keys()));
        keys.add(Indexes.ascending(StoredForm.ID));
        return new IndexModel(Indexes.compoundIndex(keys));
    }
}
