package io.docket.projection.mongo;

import com.mongodb.client.model.Filters;
import io.docket.projection.generations.GenerationStore;
import io.docket.projection.view.GenerationName;
import io.docket.projection.view.Projector;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** The collections of the generations in the database of the views. */
@ApplicationScoped
public class MongoGenerations implements GenerationStore {
    private final Collections collections;

    public MongoGenerations(Collections collections) {
        this.collections = collections;
    }

    @Override
    public Uni<Set<String>> existing() {
        Set<String> views =
                collections.projectors().stream().map(Projector::view).collect(Collectors.toSet());
        return collections
                .existing()
                .map(names -> names.stream()
                        .filter(name -> views.contains(GenerationName.of(name).view()))
                        .collect(Collectors.toSet()));
    }

    @Override
    public Uni<Void> remove(String collection) {
        return collections
                .named(collection)
                .drop()
                .chain(() -> collections.named(Collections.DEAD_LETTERS).deleteMany(Filters.eq("view", collection)))
                .replaceWithVoid();
    }
}
