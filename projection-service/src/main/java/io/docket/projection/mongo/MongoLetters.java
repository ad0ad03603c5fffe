package io.docket.projection.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.docket.projection.apply.Logs;
import io.docket.projection.deadletter.Eviction;
import io.docket.projection.deadletter.Letter;
import io.docket.projection.deadletter.Letters;
import io.docket.projection.query.PageCursor;
import io.docket.projection.view.GenerationName;
import io.quarkus.mongodb.FindOptions;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The letters in MongoDB, one document each, so that every change of one is atomic; and what was left out. */
@ApplicationScoped
public class MongoLetters implements Letters {
    static final List<IndexModel> INDEXES = List.of(
            new IndexModel(Indexes.ascending(LetterForm.TENANT, LetterForm.PARKED_AT, StoredForm.ID)),
            new IndexModel(Indexes.ascending(LetterForm.TENANT, LetterForm.ROOT)),
            new IndexModel(Indexes.ascending(LetterForm.PARTITION)));

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final Collections collections;
    private final Logs logs;

    public MongoLetters(Collections collections, Logs logs) {
        this.collections = collections;
        this.logs = logs;
    }

    @Override
    public Uni<List<Letter>> of(int partition) {
        return find(Filters.eq(LetterForm.PARTITION, partition), new FindOptions());
    }

    @Override
    public Uni<Map<String, Long>> revisions(Set<Integer> partitions, Set<String> names) {
        return collections
                .named(Collections.DEAD_LETTERS)
                .find(ours(partitions, names), new FindOptions().projection(Projections.include(LetterForm.REVISION)))
                .collect()
                .asMap(stored -> stored.getString(StoredForm.ID), stored -> stored.getLong(LetterForm.REVISION));
    }

    @Override
    public Uni<List<Letter>> asked(Set<Integer> partitions, Set<String> names, int limit) {
        return find(
                Filters.and(ours(partitions, names), Filters.ne(LetterForm.REQUEST, null)),
                new FindOptions()
                        .sort(Sorts.ascending(LetterForm.REQUEST + ".at"))
                        .limit(limit));
    }

    @Override
    public Uni<Boolean> save(Collection<Letter> letters) {
        List<WriteModel<Document>> writes = new ArrayList<>();
        int updates = 0;
        for (Letter letter : letters) {
            Document fields = LetterForm.fields(letter);
            if (letter.revision() == 0) {
                fields.append(StoredForm.ID, letter.key().id());
                writes.add(new InsertOneModel<>(fields));
            } else {
                writes.add(new UpdateOneModel<>(atItsRevision(letter), new Document("$set", fields)));
                updates++;
            }
        }
        int expected = updates;
        return collections
                .named(Collections.DEAD_LETTERS)
                .bulkWrite(writes, UNORDERED)
                .map(result -> result.getMatchedCount() == expected)
                .onFailure(MongoLetters::isOnlyDuplicates)
                .recoverWithItem(false);
    }

    @Override
    public Uni<Boolean> answer(Letter letter) {
        Document change =
                new Document("$set", LetterForm.fields(letter)).append("$unset", new Document(LetterForm.REQUEST, ""));
        return collections
                .named(Collections.DEAD_LETTERS)
                .updateOne(atItsRevision(letter), change)
                .map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Uni<Boolean> remove(Letter letter) {
        return collections
                .named(Collections.DEAD_LETTERS)
                .deleteOne(atItsRevision(letter))
                .map(result -> result.getDeletedCount() == 1);
    }

    @Override
    public Uni<List<Eviction>> evictions(int partition) {
        return collections
                .named(Collections.EVICTIONS)
                .find(Filters.eq(LetterForm.PARTITION, partition))
                .collect()
                .asList()
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : identity()
                                .map(log -> found.stream()
                                        .filter(stored -> log.equals(stored.getString(LetterForm.LOG)))
                                        .map(LetterForm::eviction)
                                        .toList()));
    }

    @Override
    public Uni<Void> note(Eviction eviction) {
        return identity()
                .chain(log -> collections
                        .named(Collections.EVICTIONS)
                        .replaceOne(
                                Filters.eq(StoredForm.ID, eviction.view() + '/' + eviction.eventId()),
                                LetterForm.stored(eviction).append(LetterForm.LOG, log),
                                new ReplaceOptions().upsert(true)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Letter>> find(String tenant, String id) {
        return find(
                        Filters.and(Filters.eq(StoredForm.ID, id), Filters.eq(LetterForm.TENANT, tenant)),
                        new FindOptions())
                .map(found -> found.stream().findFirst());
    }

    @Override
    public Uni<List<Letter>> page(Filter filter, @Nullable PageCursor after, int limit) {
        List<Bson> all = new ArrayList<>();
        all.add(Filters.eq(LetterForm.TENANT, filter.tenant()));
        if (filter.view() != null) {
            all.add(ofView(filter.view()));
        }
        if (filter.root() != null) {
            all.add(Filters.eq(LetterForm.ROOT, filter.root()));
        }
        if (after != null && after.value() instanceof Instant parkedAt) {
            Date date = Date.from(parkedAt);
            all.add(Filters.or(
                    Filters.gt(LetterForm.PARKED_AT, date),
                    Filters.and(Filters.eq(LetterForm.PARKED_AT, date), Filters.gt(StoredForm.ID, after.id()))));
        }
        return find(
                Filters.and(all),
                new FindOptions()
                        .sort(Sorts.ascending(LetterForm.PARKED_AT, StoredForm.ID))
                        .limit(limit));
    }

    @Override
    public Uni<Boolean> ask(String tenant, String id, Letter.Request request) {
        return collections
                .named(Collections.DEAD_LETTERS)
                .updateOne(
                        Filters.and(
                                Filters.eq(StoredForm.ID, id),
                                Filters.eq(LetterForm.TENANT, tenant),
                                Filters.eq(LetterForm.OFFSET, request.offset()),
                                Filters.eq(LetterForm.REQUEST, null)),
                        Updates.set(LetterForm.REQUEST, LetterForm.stored(request)))
                .map(result -> result.getMatchedCount() == 1);
    }

    @Override
    public Uni<Long> askAll(String tenant, String view, Letter.Request request) {
        return collections
                .named(Collections.DEAD_LETTERS)
                .updateMany(
                        Filters.and(
                                Filters.eq(LetterForm.TENANT, tenant),
                                ofView(view),
                                Filters.eq(LetterForm.REQUEST, null)),
                        Updates.set(LetterForm.REQUEST, LetterForm.stored(request)))
                .map(result -> result.getMatchedCount());
    }

    private Uni<List<Letter>> find(Bson filter, FindOptions options) {
        return collections
                .named(Collections.DEAD_LETTERS)
                .find(filter, options)
                .map(LetterForm::letter)
                .collect()
                .asList();
    }

    /** Which log this is; only evictions need to know, and there are few. */
    private Uni<String> identity() {
        return Uni.createFrom()
                .item(() -> logs.identity().toString())
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Bson ours(Set<Integer> partitions, Set<String> names) {
        return Filters.and(Filters.in(LetterForm.PARTITION, partitions), Filters.in(LetterForm.VIEW, names));
    }

    /** Those of the view, whatever generation they are of. */
    private static Bson ofView(String view) {
        return Filters.regex(LetterForm.VIEW, GenerationName.collectionsOf(view));
    }

    private static Bson atItsRevision(Letter letter) {
        return Filters.and(
                Filters.eq(StoredForm.ID, letter.key().id()), Filters.eq(LetterForm.REVISION, letter.revision()));
    }

    private static boolean isOnlyDuplicates(Throwable failure) {
        return failure instanceof MongoBulkWriteException bulk
                && bulk.getWriteConcernError() == null
                && bulk.getWriteErrors().stream()
                        .map(BulkWriteError::getCode)
                        .allMatch(code -> ErrorCategory.fromErrorCode(code) == ErrorCategory.DUPLICATE_KEY);
    }
}
