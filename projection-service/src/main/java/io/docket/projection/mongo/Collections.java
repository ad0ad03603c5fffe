package io.docket.projection.mongo;

import io.docket.kit.problem.Problems;
import io.docket.projection.view.GenerationName;
import io.docket.projection.view.Projector;
import io.docket.projection.view.Serving;
import io.quarkus.arc.All;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;

/** The collections of the views in one database. */
@ApplicationScoped
public class Collections {
    /** How far each partition is. */
    static final String POSITIONS = "positions";

    /** Who acted. */
    static final String ACTORS = "actors";

    /** Roots that wait because a view could not take an event. */
    static final String DEAD_LETTERS = "dead-letters";

    /** What operators decided to leave out of views; not derived from the log, so it stays. */
    static final String EVICTIONS = "evictions";

    /** Which generations the views have. */
    static final String GENERATIONS = "generations";

    /** Which log the views are made from. */
    static final String SOURCE = "source";

    private static final Duration BEING_BUILT = Duration.ofSeconds(5);

    private final ReactiveMongoClient client;
    private final MongoConfig config;
    private final Serving serving;
    private final List<Projector> projectors;

    public Collections(
            ReactiveMongoClient client, MongoConfig config, Serving serving, @All List<Projector> projectors) {
        this.client = client;
        this.config = config;
        this.serving = serving;
        this.projectors = List.copyOf(projectors);
    }

    /** The collection that the queries on the view read now. */
    ReactiveMongoCollection<Document> serving(String view) {
        return named(servingName(view));
    }

    /** Its name. */
    String servingName(String view) {
        return serving.collection(view).orElseThrow(() -> Problems.unavailable(view + " is being built", BEING_BUILT));
    }

    /** A collection by its name, that of a generation or one of those above. */
    ReactiveMongoCollection<Document> named(String name) {
        return client.getDatabase(config.database()).getCollection(name);
    }

    /** The projectors whose views are kept here. */
    List<Projector> projectors() {
        return projectors;
    }

    /** The collections that are there. */
    Uni<List<String>> existing() {
        return client.getDatabase(config.database())
                .listCollectionNames()
                .collect()
                .asList();
    }

    /** Everything that is derived from the log, as long as each view has its first generation only. */
    List<String> derived() {
        return Stream.concat(projectors.stream().map(Projector::view), Stream.of(ACTORS, DEAD_LETTERS, POSITIONS))
                .toList();
    }

    /** True if what the collection holds is derived from the log. */
    boolean isDerived(String name) {
        return !name.equals(SOURCE)
                && (name.equals(GENERATIONS)
                        || derived().contains(GenerationName.of(name).view()));
    }
}
