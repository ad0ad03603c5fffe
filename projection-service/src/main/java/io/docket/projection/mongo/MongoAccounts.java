package io.docket.projection.mongo;

import static io.docket.projection.mongo.MongoPositions.GENERATIONS;
import static io.docket.projection.mongo.MongoPositions.NEXT;
import static io.docket.projection.mongo.MongoPositions.SAFE;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
import io.docket.projection.apply.StoredPosition;
import io.docket.projection.generations.Account;
import io.docket.projection.generations.Account.Behind;
import io.docket.projection.generations.Accounts;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The accounts of the partitions, beside their positions: {@code generations} names what is kept current, {@code behind}
 * says {@code {<collection>: {next, safe, events}}} of what is not.
 */
@ApplicationScoped
public class MongoAccounts implements Accounts {
    private static final String BEHIND = "behind";
    private static final String EVENTS = "events";

    private final Collections collections;

    public MongoAccounts(Collections collections) {
        this.collections = collections;
    }

    @Override
    public Uni<Map<Integer, Account>> readAll() {
        return positions().find().collect().asMap(stored -> stored.getInteger(StoredForm.ID), MongoAccounts::account);
    }

    @Override
    public Uni<Void> open(int partition, List<String> generations) {
        return positions()
                .updateOne(
                        Filters.eq(StoredForm.ID, partition),
                        Updates.combine(
                                Updates.setOnInsert(NEXT, 0L),
                                Updates.setOnInsert(SAFE, 0L),
                                Updates.setOnInsert(GENERATIONS, generations)),
                        new UpdateOptions().upsert(true))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> advance(int partition, Set<String> moved, long expectedNext, StoredPosition position) {
        List<Bson> expected = new ArrayList<>(List.of(Filters.eq(StoredForm.ID, partition)));
        List<Bson> updates = new ArrayList<>();
        for (String collection : moved) {
            Bson there = Filters.eq(field(collection, NEXT), expectedNext);
            expected.add(expectedNext == 0 ? Filters.or(there, Filters.exists(field(collection, NEXT), false)) : there);
            updates.add(Updates.set(field(collection, NEXT), position.next()));
            updates.add(Updates.set(field(collection, SAFE), position.safe()));
        }
        return positions()
                .updateOne(Filters.and(expected), Updates.combine(updates))
                .map(MongoAccounts::matched);
    }

    @Override
    public Uni<Void> count(int partition, Set<String> moved, long events) {
        return positions()
                .updateOne(
                        Filters.eq(StoredForm.ID, partition),
                        Updates.combine(moved.stream()
                                .map(collection -> Updates.inc(field(collection, EVENTS), events))
                                .toList()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> join(int partition, Set<String> joining, long reached) {
        return positions()
                .updateOne(
                        Filters.and(Filters.eq(StoredForm.ID, partition), Filters.lte(NEXT, reached)),
                        Updates.addEachToSet(GENERATIONS, List.copyOf(joining)))
                .map(MongoAccounts::matched);
    }

    @Override
    public Uni<Boolean> leave(int partition, StoredPosition expected, Set<String> leaving) {
        List<Bson> updates = new ArrayList<>();
        List<String> staying = new ArrayList<>(expected.generations());
        staying.removeAll(leaving);
        updates.add(Updates.set(GENERATIONS, staying));
        leaving.forEach(collection -> updates.add(Updates.set(
                BEHIND + '.' + collection,
                new Document(NEXT, expected.next())
                        .append(SAFE, expected.safe())
                        .append(EVENTS, 0L))));
        return positions()
                .updateOne(
                        Filters.and(
                                Filters.eq(StoredForm.ID, partition),
                                Filters.eq(NEXT, expected.next()),
                                Filters.eq(GENERATIONS, expected.generations())),
                        Updates.combine(updates))
                .map(MongoAccounts::matched);
    }

    @Override
    public Uni<Void> forget(Set<String> forgotten) {
        List<Bson> updates = new ArrayList<>();
        updates.add(Updates.pullAll(GENERATIONS, List.copyOf(forgotten)));
        forgotten.forEach(collection -> updates.add(Updates.unset(BEHIND + '.' + collection)));
        return positions().updateMany(new Document(), Updates.combine(updates)).replaceWithVoid();
    }

    @Override
    public Uni<Void> settle(int partition, Set<String> settled) {
        return positions()
                .updateOne(
                        Filters.eq(StoredForm.ID, partition),
                        Updates.combine(settled.stream()
                                .map(collection -> Updates.unset(BEHIND + '.' + collection))
                                .toList()))
                .replaceWithVoid();
    }

    private ReactiveMongoCollection<Document> positions() {
        return collections.named(Collections.POSITIONS);
    }

    private static Account account(Document stored) {
        Map<String, Behind> behind = new HashMap<>();
        stored.get(BEHIND, new Document())
                .forEach((collection, place) -> behind.put(collection, behind((Document) place)));
        return new Account(MongoPositions.position(stored), behind);
    }

    private static Behind behind(Document stored) {
        return new Behind(stored.get(NEXT, 0L), stored.get(SAFE, 0L), stored.get(EVENTS, 0L));
    }

    private static String field(String collection, String name) {
        return BEHIND + '.' + collection + '.' + name;
    }

    private static boolean matched(UpdateResult result) {
        return result.getMatchedCount() == 1;
    }
}
