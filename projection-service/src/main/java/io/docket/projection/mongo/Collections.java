package io.docket.projection.mongo;

import io.docket.projection.view.Projector;
import io.quarkus.arc.All;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import jakarta.enterprise.context.ApplicationScoped;
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

    /** Which log the views are made from. */
    static final String SOURCE = "source";

    private final ReactiveMongoClient client;
    private final MongoConfig config;
    private final List<Projector> projectors;

    public Collections(ReactiveMongoClient client, MongoConfig config, @All List<Projector> projectors) {
        this.client = client;
        this.config = config;
        this.projectors = List.copyOf(projectors);
    }

    /** A collection by its name, that of a view or one of those above. */
    ReactiveMongoCollection<Document> named(String name) {
        return client.getDatabase(config.database()).getCollection(name);
    }

    /** The projectors whose views are kept here. */
    List<Projector> projectors() {
        return projectors;
    }

    /** Everything that is derived from the log. */
    List<String> derived() {
        return Stream.concat(projectors.stream().map(Projector::view), Stream.of(ACTORS, DEAD_LETTERS, POSITIONS))
                .toList();
    }
}
