package io.docket.local.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import de.bwaldvogel.mongo.MongoServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
    @TempDir
    Path folder;

    @Test
    void what_was_stored_is_there_after_a_restart() {
        // given
        List<Document> all = documents();
        open(stored -> stored.insertMany(all));

        // when
        List<Document> found = open(DocumentsTest::all);

        // then
        assertThat(found).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void ids_of_every_kind_are_found_after_a_restart() {
        // given
        List<Document> all = documents();
        open(stored -> stored.insertMany(all));

        // when
        List<Document> found = open(stored -> all.stream()
                .map(document ->
                        stored.find(Filters.eq("_id", document.get("_id"))).first())
                .toList());
        List<Document> together =
                open(stored -> stored.find(Filters.in("_id", List.of("text", "other", 7, 9L, "absent")))
                        .into(new ArrayList<>()));

        // then
        assertThat(found).isEqualTo(all);
        assertThat(together).extracting(document -> document.get("_id")).containsExactlyInAnyOrder("text", "other", 7);
    }

    @Test
    void an_update_and_a_removal_hold_after_a_restart() {
        // given
        open(stored -> stored.insertMany(documents()));

        // when
        open(stored -> stored.updateOne(Filters.eq("_id", "text"), Updates.max("at", 5L)));
        open(stored -> stored.updateOne(Filters.eq("_id", "text"), Updates.max("at", 3L)));
        open(stored ->
                stored.updateOne(Filters.eq("_id", "new"), Updates.set("at", 1L), new UpdateOptions().upsert(true)));
        open(stored -> stored.deleteOne(Filters.eq("_id", 7)));
        List<Document> updated = open(stored ->
                stored.find(Filters.exists("at")).sort(Sorts.descending("at")).into(new ArrayList<>()));
        List<Document> all = open(DocumentsTest::all);

        // then
        assertThat(updated)
                .containsExactly(
                        new Document("_id", "text").append("at", 5L), new Document("_id", "new").append("at", 1L));
        assertThat(all)
                .hasSize(documents().size())
                .noneMatch(document -> document.get("_id").equals(7));
    }

    @Test
    void a_unique_index_holds_after_a_restart_and_goes_with_its_collection() {
        // given
        open(stored -> {
            stored.createIndex(Indexes.ascending("tenant", "number"), new IndexOptions().unique(true));
            return stored.insertOne(
                    new Document("_id", "a").append("tenant", "acme").append("number", 1));
        });
        Document twin = new Document("_id", "b").append("tenant", "acme").append("number", 1L);

        // when
        Throwable refused = catchThrowable(() -> open(stored -> stored.insertOne(twin)));
        open(stored -> {
            stored.drop();
            return stored.insertOne(twin);
        });
        List<Document> all = open(DocumentsTest::all);

        // then
        assertThat(refused).isInstanceOf(MongoWriteException.class);
        assertThat(all).containsExactly(twin);
    }

    private static List<Document> all(MongoCollection<Document> stored) {
        return stored.find().into(new ArrayList<>());
    }

    private static List<Document> documents() {
        return List.of(
                new Document("_id", "text"),
                new Document("_id", "other")
                        .append("nothing", null)
                        .append("number", 1)
                        .append("long", 1L)
                        .append("double", 1.5)
                        .append("decimal", Decimal128.parse("1.50"))
                        .append("yes", true)
                        .append("date", new Date(1))
                        .append("bytes", new Binary(new byte[] {1, 2}))
                        .append("inner", new Document("list", List.of("ä€𝄞", List.of(), new Document()))),
                new Document("_id", 7),
                new Document("_id", Long.MAX_VALUE),
                new Document("_id", new ObjectId()),
                new Document("_id", new Document("a", 1).append("b", "c")),
                new Document("_id", new Date(0)),
                new Document("_id", UUID.randomUUID().toString()));
    }

    /** Does something with a collection of a server that is opened for it. */
    private <T> T open(Function<MongoCollection<Document>, T> work) {
        MongoServer server = new MongoServer(DocumentServer.backend(folder));
        try (MongoClient client =
                MongoClients.create("mongodb://127.0.0.1:" + server.bind().getPort())) {
            return work.apply(client.getDatabase("test").getCollection("documents"));
        } finally {
            server.shutdownNow();
        }
    }
}
