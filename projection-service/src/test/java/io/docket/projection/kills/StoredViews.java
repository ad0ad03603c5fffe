package io.docket.projection.kills;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** What is stored, read straight from MongoDB and Redis. */
final class StoredViews implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Documents that are asked for at once: the stand-in holds all of an answer in its memory. */
    private static final int BATCH = 1_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .build();
    private static final Pattern LATER_GENERATION = Pattern.compile("-g\\d+$");

    private final MongoClient mongo;
    private final MongoDatabase database;
    private final Vertx vertx = Vertx.vertx();
    private final Redis client;
    private final RedisAPI redis;
    private final String prefix;

    private StoredViews(String mongoUri, String database, String redisUri, String prefix) {
        this.mongo = MongoClients.create(mongoUri);
        this.database = mongo.getDatabase(database);
        this.client = Redis.createClient(vertx, redisUri);
        this.redis = RedisAPI.api(client);
        this.prefix = prefix;
    }

    /** The views of the servers that the environment names. */
    static StoredViews beside(String database, String prefix) {
        return new StoredViews(
                System.getenv().getOrDefault("DOCKET_MONGO_URI", "mongodb://127.0.0.1:27027"),
                database,
                System.getenv().getOrDefault("DOCKET_REDIS_URI", "redis://127.0.0.1:16379"),
                prefix);
    }

    /** The next offset of each partition. */
    Map<Integer, Long> positions() {
        Map<Integer, Long> next = new TreeMap<>();
        database.getCollection("positions")
                .find()
                .forEach(stored -> next.put(stored.getInteger("_id"), stored.getLong("next")));
        return next;
    }

    /** Names of the collections that hold something. */
    List<String> collections() {
        List<String> names = new ArrayList<>();
        for (String name : database.listCollectionNames()) {
            if (database.getCollection(name).find().first() != null) {
                names.add(name);
            }
        }
        return names;
    }

    /** The view that a collection holds a generation of. */
    static String viewOf(String collection) {
        return LATER_GENERATION.matcher(collection).replaceFirst("");
    }

    /**
     * The collections that must hold all of a view: of the generations that serve or are kept; where nothing is noted of
     * generations, those that hold something.
     */
    List<String> generations(String view) {
        Document registry = database.getCollection("generations").find().first();
        if (registry == null) {
            return collections().stream()
                    .filter(name -> viewOf(name).equals(view))
                    .toList();
        }
        List<String> complete = new ArrayList<>();
        for (Document noted : registry.getList("views", Document.class)) {
            for (Document generation : noted.getList("generations", Document.class)) {
                boolean isComplete = List.of("SERVING", "KEPT").contains(generation.getString("state"));
                if (noted.getString("view").equals(view) && isComplete) {
                    int number = generation.getInteger("number");
                    complete.add(number == 1 ? view : view + "-g" + number);
                }
            }
        }
        return complete;
    }

    /** True while a generation of any view is being built. */
    boolean isBuilding() {
        Document registry = database.getCollection("generations").find().first();
        return registry != null
                && registry.getList("views", Document.class).stream()
                        .flatMap(noted -> noted.getList("generations", Document.class).stream())
                        .anyMatch(generation -> generation.getString("state").equals("BUILDING"));
    }

    /** The views of which generations are noted. */
    Set<String> views() {
        Set<String> views = new TreeSet<>();
        database.getCollection("generations")
                .find()
                .forEach(registry ->
                        registry.getList("views", Document.class).forEach(noted -> views.add(noted.getString("view"))));
        return views;
    }

    /** A collection by id, as plain values. */
    Map<String, Map<String, @Nullable Object>> documents(String collection) {
        Map<String, Map<String, @Nullable Object>> all = new LinkedHashMap<>();
        List<Object> ids = ids(collection);
        for (int from = 0; from < ids.size(); from += BATCH) {
            database.getCollection(collection)
                    .find(Filters.in("_id", ids.subList(from, Math.min(ids.size(), from + BATCH))))
                    .forEach(stored -> all.put(String.valueOf(stored.get("_id")), plain(stored)));
        }
        return all;
    }

    private List<Object> ids(String collection) {
        List<Object> ids = new ArrayList<>();
        database.getCollection(collection)
                .find()
                .projection(Projections.include("_id"))
                .batchSize(BATCH)
                .forEach(stored -> ids.add(stored.get("_id")));
        return ids;
    }

    /** The newest position in each timeline that has an event from the offset on, whatever its partition. */
    List<String> newestPositionsFrom(long offset) {
        List<String> positions = new ArrayList<>();
        database.getCollection("timelines")
                .find(Filters.gte("view.at", offset))
                .projection(Projections.include("view.doc.entries.position"))
                .batchSize(BATCH)
                .forEach(stored -> {
                    List<Document> entries = stored.getEmbedded(List.of("view", "doc"), Document.class)
                            .getList("entries", Document.class);
                    positions.add(entries.getLast().getString("position"));
                });
        return positions;
    }

    /** True if the hot views are believed. */
    boolean isHotComplete() {
        return "complete".equals(hash(prefix + ":epoch").get("state"));
    }

    /** Everything below the epoch in use, by the rest of the key: hashes, and sets as sorted lists. */
    Map<String, Object> hot() {
        String epoch = prefix + ':' + hash(prefix + ":epoch").get("id") + ':';
        Map<String, Object> all = new TreeMap<>();
        for (Response key : redis.keys(prefix + ":*").await().atMost(TIMEOUT)) {
            String name = key.toString();
            if (name.equals(prefix + ":epoch") || name.equals(prefix + ":repair")) {
                continue;
            }
            String rest = name.startsWith(epoch) ? name.substring(epoch.length()) : "of another epoch: " + name;
            all.put(rest, name.endsWith(":actors") ? set(name) : hash(name));
        }
        return all;
    }

    /** A JSON text of the hot views. */
    static Map<String, Object> json(String text) {
        try {
            return JSON.readValue(
                    text, JSON.getTypeFactory().constructMapType(TreeMap.class, String.class, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes a field of a stored document, as if it had been so. */
    void change(String collection, String id, String field, Object value) {
        database.getCollection(collection).updateOne(Filters.eq("_id", id), Updates.set("view." + field, value));
    }

    /** Removes a field of a stored document. */
    void remove(String collection, String id, String field) {
        database.getCollection(collection).updateOne(Filters.eq("_id", id), Updates.unset("view." + field));
    }

    /** Puts a comment into a stored case, as if it had been there. */
    void addComment(String caseId, String commentId) {
        database.getCollection("cases")
                .updateOne(
                        Filters.eq("_id", caseId),
                        Updates.push("view.doc.comments", new Document("id", commentId).append("body", "x")));
    }

    /** Changes a counter of the hot views. */
    void count(String rest, String counter, int by) {
        redis.hincrby(prefix + ':' + hash(prefix + ":epoch").get("id") + ':' + rest, counter, Integer.toString(by))
                .await()
                .atMost(TIMEOUT);
    }

    /** Removes everything. */
    @Override
    public void close() {
        database.drop();
        mongo.close();
        List<String> keys = new ArrayList<>();
        redis.keys(prefix + ":*").await().atMost(TIMEOUT).forEach(key -> keys.add(key.toString()));
        if (!keys.isEmpty()) {
            redis.del(keys).await().atMost(TIMEOUT);
        }
        client.close();
        vertx.close().await().atMost(TIMEOUT);
    }

    private Map<String, String> hash(String key) {
        Map<String, String> fields = new TreeMap<>();
        Response stored = redis.hgetall(key).await().atMost(TIMEOUT);
        stored.getKeys().forEach(field -> fields.put(field, stored.get(field).toString()));
        return fields;
    }

    private List<String> set(String key) {
        TreeSet<String> members = new TreeSet<>();
        redis.smembers(key).await().atMost(TIMEOUT).forEach(member -> members.add(member.toString()));
        return List.copyOf(members);
    }

    private static Map<String, @Nullable Object> plain(Document stored) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        stored.forEach((field, value) -> plain.put(field, value(value)));
        return plain;
    }

    private static @Nullable Object value(@Nullable Object stored) {
        return switch (stored) {
            case null -> null;
            case Document document -> plain(document);
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(element -> copy.add(value(element)));
                yield copy;
            }
            case Date date -> date.toInstant();
            case Decimal128 decimal -> decimal.bigDecimalValue();
            case Integer number -> number.longValue();
            default -> stored;
        };
    }
}
