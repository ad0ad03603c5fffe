package io.docket.projection.mongo;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.docket.projection.apply.Positions;
import io.docket.projection.apply.StoredPosition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The positions in the database of the views: {@code {_id: <partition>, next, safe, generations, at, behind}}. What is
 * {@code behind} is told of by {@link MongoAccounts}.
 */
@ApplicationScoped
public class MongoPositions implements Positions {
    static final String NEXT = "next";
    static final String SAFE = "safe";
    static final String GENERATIONS = "generations";

    private static final StoredPosition START = new StoredPosition(0, 0);

    private final Collections collections;

    public MongoPositions(Collections collections) {
        this.collections = collections;
    }

    @Override
    public Uni<Map<Integer, StoredPosition>> read(Set<Integer> partitions) {
        return collections
                .named(Collections.POSITIONS)
                .find(Filters.in(StoredForm.ID, partitions))
                .collect()
                .asMap(stored -> stored.getInteger(StoredForm.ID), MongoPositions::position)
                .map(found -> {
                    Map<Integer, StoredPosition> positions = new HashMap<>(found);
                    partitions.forEach(partition -> positions.putIfAbsent(partition, START));
                    return positions;
                });
    }

    @Override
    public Uni<Boolean> advance(int partition, long expectedNext, StoredPosition position) {
        boolean tracked = !position.generations().isEmpty();
        boolean first = expectedNext == START.next() && !tracked;
        Bson expected = Filters.and(Filters.eq(StoredForm.ID, partition), Filters.eq(NEXT, expectedNext));
        return collections
                .named(Collections.POSITIONS)
                .updateOne(
                        tracked ? Filters.and(expected, Filters.eq(GENERATIONS, position.generations())) : expected,
                        Updates.combine(
                                Updates.set(NEXT, position.next()),
                                Updates.set(SAFE, position.safe()),
                                Updates.set("at", new Date())),
                        new UpdateOptions().upsert(first))
                .map(result -> result.getMatchedCount() == 1 || result.getUpsertedId() != null)
                .onFailure(MongoPositions::isDuplicate)
                .recoverWithItem(false);
    }

    /** The position that is stored; also of one that is behind. */
    static StoredPosition position(Document stored) {
        return new StoredPosition(
                stored.getLong(NEXT), stored.getLong(SAFE), stored.getList(GENERATIONS, String.class, List.of()));
    }

    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof MongoWriteException write
                && ErrorCategory.fromErrorCode(write.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }

    @Override
    public Uni<Map<Integer, StoredPosition>> readAll() {
        return collections
                .named(Collections.POSITIONS)
                .find()
                .collect()
                .asMap((Document stored) -> stored.getInteger(StoredForm.ID), MongoPositions::position);
    }
}
