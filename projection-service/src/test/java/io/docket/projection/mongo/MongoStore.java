package io.docket.projection.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.reactivestreams.client.MongoClients;
import io.docket.projection.apply.LogIdentity;
import io.docket.projection.automations.AutomationProjector;
import io.docket.projection.cases.CaseProjector;
import io.docket.projection.casetypes.CaseTypeProjector;
import io.docket.projection.casetypes.CaseTypeVersionProjector;
import io.docket.projection.definitions.FormProjector;
import io.docket.projection.definitions.QueueProjector;
import io.docket.projection.definitions.TemplateProjector;
import io.docket.projection.mails.MailProjector;
import io.docket.projection.processdefinitions.ProcessDefinitionProjector;
import io.docket.projection.processes.ProcessProjector;
import io.docket.projection.processes.StepProjector;
import io.docket.projection.query.ListQuery;
import io.docket.projection.records.RecordProjector;
import io.docket.projection.records.RecordTypeProjector;
import io.docket.projection.schedules.ScheduleProjector;
import io.docket.projection.tasks.TaskProjector;
import io.docket.projection.timeline.TimelineProjector;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.Projector;
import io.docket.projection.view.Serving;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;

/** A database of its own on the MongoDB at {@code DOCKET_MONGO_URI}, dropped at the end. */
public final class MongoStore implements AutoCloseable {
    /** Every projector. */
    public static final List<Projector> PROJECTORS = List.of(
            new CaseProjector(),
            new TaskProjector(),
            new TimelineProjector(),
            new CaseTypeProjector(),
            new CaseTypeVersionProjector(),
            new ProcessDefinitionProjector(),
            new StepProjector(),
            new ProcessProjector(),
            new RecordTypeProjector(),
            new RecordProjector(),
            new FormProjector(),
            new QueueProjector(),
            new TemplateProjector(),
            new MailProjector(),
            new ScheduleProjector(),
            new AutomationProjector());

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final ReactiveMongoClient client = new ReactiveMongoClientImpl(
            MongoClients.create(System.getenv().getOrDefault("DOCKET_MONGO_URI", "mongodb://127.0.0.1:27027")));
    private final String database;
    private final boolean ours;
    private final Collections collections;

    public MongoStore() {
        this("docket_it_" + UUID.randomUUID().toString().substring(0, 8), Optional::of, true);
        source().createIndexes(PROJECTORS).await().atMost(TIMEOUT);
    }

    private MongoStore(String database, Serving serving, boolean ours) {
        this.database = database;
        this.ours = ours;
        this.collections = new Collections(client, () -> database, serving, PROJECTORS);
    }

    /** A database that is there, and stays; the documents are those of the generations that serve. */
    public static MongoStore existing(String database) {
        Map<String, String> collections = new LinkedHashMap<>();
        try (MongoStore store = new MongoStore(database, Optional::of, false)) {
            store.registry()
                    .read()
                    .await()
                    .atMost(TIMEOUT)
                    .views()
                    .forEach((view, generations) -> generations
                            .serving()
                            .ifPresent(serving -> collections.put(view, generations.collection(serving))));
        }
        return existing(database, view -> Optional.ofNullable(collections.get(view)));
    }

    /** A database that stays. */
    public static MongoStore existing(String database, Serving serving) {
        return new MongoStore(database, serving, false);
    }

    /** Drops a database. */
    public static void drop(String database) {
        new MongoStore(database, Optional::of, true).close();
    }

    public MongoRegistry registry() {
        return new MongoRegistry(collections);
    }

    public MongoAccounts accounts() {
        return new MongoAccounts(collections);
    }

    public MongoGenerations generations() {
        return new MongoGenerations(collections);
    }

    /** Name of the database. */
    public String name() {
        return database;
    }

    public MongoViews views() {
        return new MongoViews(collections);
    }

    public MongoPositions positions() {
        return new MongoPositions(collections);
    }

    public MongoDocuments documents() {
        return new MongoDocuments(collections);
    }

    public MongoLetters letters() {
        return letters(new LogIdentity("cluster", "topic"));
    }

    /** What was left out of the views of the log that {@link #letters()} are of. */
    public MongoEvictions evictions() {
        return evictions(new LogIdentity("cluster", "topic"));
    }

    /** What was left out of the views of another log. */
    MongoEvictions evictions(LogIdentity log) {
        return new MongoEvictions(collections, () -> Optional.of(log.toString()));
    }

    /** Letters of another log. */
    MongoLetters letters(LogIdentity log) {
        return new MongoLetters(collections, () -> log);
    }

    public MongoSource source() {
        return new MongoSource(collections);
    }

    /** A collection as it is. */
    ReactiveMongoCollection<Document> collection(String name) {
        return collections.named(name);
    }

    /** The collection that serves a view. */
    ReactiveMongoCollection<Document> serving(String view) {
        return collections.serving(view);
    }

    /** Every document of a collection, as it is stored. */
    public Map<Object, Document> contents(String collection) {
        return collections
                .named(collection)
                .find()
                .collect()
                .asMap(document -> document.get("_id"))
                .await()
                .atMost(TIMEOUT);
    }

    /** The collections that are there. */
    public List<String> existing() {
        return collections.existing().await().atMost(TIMEOUT);
    }

    /** Every document of a view. */
    public Map<DocumentKey, io.docket.projection.view.Document> documents(String view) {
        return collections
                .serving(view)
                .find()
                .collect()
                .asMap(stored -> StoredForm.key(view, stored), StoredForm::document)
                .await()
                .atMost(TIMEOUT);
    }

    /** How many documents a view has. */
    public long count(String view) {
        return collections.serving(view).countDocuments().await().atMost(TIMEOUT);
    }

    /** Every case, by id. */
    public Map<String, io.docket.projection.view.Document> caseDocuments() {
        Map<String, io.docket.projection.view.Document> cases = new LinkedHashMap<>();
        documents(CaseProjector.VIEW).forEach((key, document) -> cases.put(key.id(), document));
        return cases;
    }

    /** How the server carries out a query; empty if it cannot tell. */
    public Optional<String> explain(ListQuery query) {
        Document find = new Document("find", query.view())
                .append("filter", MongoConditions.filter(query).toBsonDocument())
                .append("sort", MongoConditions.order(query.sort()).toBsonDocument())
                .append("limit", query.limit() + 1);
        try {
            Document plan = client.getDatabase(database)
                    .runCommand(new Document("explain", find).append("verbosity", "queryPlanner"))
                    .await()
                    .atMost(TIMEOUT);
            return Optional.of(plan.toJson());
        } catch (MongoCommandException cannot) {
            return Optional.empty();
        }
    }

    /** Everything that is stored, by collection and id. */
    public Map<String, Map<Object, Document>> contents() {
        Map<String, Map<Object, Document>> contents = new LinkedHashMap<>();
        for (String name : collections.derived()) {
            contents.put(
                    name,
                    collections
                            .named(name)
                            .find()
                            .collect()
                            .asMap(document -> document.get("_id"))
                            .await()
                            .atMost(TIMEOUT));
        }
        contents.get(Collections.POSITIONS).values().forEach(position -> position.remove("at"));
        return contents;
    }

    /** Puts back what was stored then. */
    public void restore(Map<String, Map<Object, Document>> then) {
        then.forEach((name, documents) -> {
            collections.named(name).drop().await().atMost(TIMEOUT);
            if (!documents.isEmpty()) {
                collections
                        .named(name)
                        .insertMany(new ArrayList<>(documents.values()))
                        .await()
                        .atMost(TIMEOUT);
            }
        });
    }

    @Override
    public void close() {
        if (ours) {
            client.getDatabase(database).drop().await().atMost(TIMEOUT);
        }
        client.close();
    }
}
