package io.docket.projection.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.docket.projection.generations.Generation;
import io.docket.projection.generations.Generation.State;
import io.docket.projection.generations.Registry;
import io.docket.projection.generations.RegistryStore;
import io.docket.projection.generations.ViewGenerations;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The registry of the generations, one document: {@code {_id, revision, views: [{view, latestNumber, latestVersion,
 * generations: [{number, version, state, build, requestedAt, since, builtAt, error}]}]}}.
 */
@ApplicationScoped
public class MongoRegistry implements RegistryStore {
    private static final String REGISTRY = "registry";
    private static final String REVISION = "revision";

    private final Collections collections;

    public MongoRegistry(Collections collections) {
        this.collections = collections;
    }

    @Override
    public Uni<Registry> read() {
        return collections
                .named(Collections.GENERATIONS)
                .find(Filters.eq(StoredForm.ID, REGISTRY))
                .collect()
                .first()
                .map(stored -> stored == null ? Registry.EMPTY : registry(stored));
    }

    @Override
    public Uni<Boolean> replace(Registry expected, Registry next) {
        boolean first = expected.revision() == Registry.EMPTY.revision();
        return collections
                .named(Collections.GENERATIONS)
                .replaceOne(
                        Filters.and(Filters.eq(StoredForm.ID, REGISTRY), Filters.eq(REVISION, expected.revision())),
                        stored(next, expected.revision() + 1),
                        new ReplaceOptions().upsert(first))
                .map(result -> result.getMatchedCount() == 1 || result.getUpsertedId() != null)
                .onFailure(MongoRegistry::isDuplicate)
                .recoverWithItem(false);
    }

    private static Document stored(Registry registry, long revision) {
        List<Document> views = registry.views().values().stream()
                .map(view -> new Document("view", view.view())
                        .append("latestNumber", view.latestNumber())
                        .append("latestVersion", view.latestVersion())
                        .append(
                                "generations",
                                view.generations().stream()
                                        .map(MongoRegistry::stored)
                                        .toList()))
                .toList();
        return new Document(REVISION, revision).append("views", views);
    }

    private static Document stored(Generation generation) {
        return new Document("number", generation.number())
                .append("version", generation.version())
                .append("state", generation.state().name())
                .append("build", generation.build())
                .append("requestedAt", Date.from(generation.requestedAt()))
                .append("since", Date.from(generation.since()))
                .append("builtAt", generation.builtAt() == null ? null : Date.from(generation.builtAt()))
                .append("error", generation.error());
    }

    private static Registry registry(Document stored) {
        Map<String, ViewGenerations> views = new HashMap<>();
        for (Document view : stored.getList("views", Document.class)) {
            String name = view.getString("view");
            views.put(
                    name,
                    new ViewGenerations(
                            name,
                            view.getInteger("latestNumber"),
                            view.getInteger("latestVersion"),
                            view.getList("generations", Document.class).stream()
                                    .map(MongoRegistry::generation)
                                    .toList()));
        }
        return new Registry(stored.getLong(REVISION), views);
    }

    private static Generation generation(Document stored) {
        return new Generation(
                stored.getInteger("number"),
                stored.getInteger("version"),
                State.valueOf(stored.getString("state")),
                stored.getString("build"),
                stored.getDate("requestedAt").toInstant(),
                stored.getDate("since").toInstant(),
                instant(stored.getDate("builtAt")),
                stored.getString("error"));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof MongoWriteException write
                && ErrorCategory.fromErrorCode(write.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }
}
