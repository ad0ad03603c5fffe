package io.docket.system.views;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.docket.system.support.Api;
import io.docket.system.support.Platform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** The generations of the views: what the operator is told of them, and what is stored. */
final class StoredGenerations implements AutoCloseable {
    private static final Api OPERATOR = new Api("demo");
    private static final String PROJECTIONS = "/api/admin/projections";
    private static final String DATABASE = "docket";

    private final MongoClient client = MongoClients.create(Platform.mongo());

    /** The number of the generation that serves, by view. */
    static Map<String, Integer> serving() {
        Map<String, Integer> serving = new HashMap<>();
        statuses()
                .forEach(status -> serving.put((String) status.get("name"), (Integer) status.get("servingGeneration")));
        return serving;
    }

    /** Asks for a new generation of a view, or of {@code all}; answers the status. */
    static int rebuild(String view) {
        return OPERATOR.request().post(PROJECTIONS + '/' + view + "/rebuild").statusCode();
    }

    /** Switches a view, or {@code all}, back; answers the status. */
    static int rollBack(String view) {
        return OPERATOR.request().post(PROJECTIONS + '/' + view + "/rollback").statusCode();
    }

    /** Every document of a generation, by id. */
    Map<Object, Document> documents(String view, int generation) {
        Map<Object, Document> documents = new HashMap<>();
        client.getDatabase(DATABASE)
                .getCollection(generation == 1 ? view : view + "-g" + generation)
                .find()
                .forEach(document -> documents.put(document.get("_id"), document));
        return documents;
    }

    private static List<Map<String, Object>> statuses() {
        return OPERATOR.request().get(PROJECTIONS).path("items");
    }

    @Override
    public void close() {
        client.close();
    }
}
