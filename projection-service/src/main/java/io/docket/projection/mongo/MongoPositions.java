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
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** The positions in the database of the views: {@code {_id: <partition>, next, safe, at}}. */
@ApplicationScoped
public class MongoPositions implements Positions {
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
                .asMap(
                        stored -> stored.getInteger(StoredForm.ID),
                        stored -> new StoredPosition(stored.getLong("next"), stored.getLong("safe")))
                .map(found -> {
                    Map<Integer, StoredPosition> positions = new HashMap<>(found);
                    partitions.forEach(partition -> positions.putIfAbsent(partition, START));
                    return positions;
                });
    }

    @Override
    public Uni<Boolean> advance(int partition, long expectedNext, StoredPosition position) {
        boolean first = expectedNext == START.next();
        return collections
                .named(Collections.POSITIONS)
                .updateOne(
                        Filters.and(Filters.eq(StoredForm.ID, partition), Filters.eq("next", expectedNext)),
                        Updates.combine(
                                Updates.set("next", position.next()),
                                Updates.set("safe", position.safe()),
                                Updates.set("at", new Date())),
                        new UpdateOptions().upsert(first))
                .map(result -> result.getMatchedCount() == 1 || result.getUpsertedId() != null)
                .onFailure(MongoPositions::isDuplicate)
                .recoverWithItem(false);
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
                .asMap(
                        (Document stored) -> stored.getInteger(StoredForm.ID),
                        stored -> new StoredPosition(stored.getLong("next"), stored.getLong("safe")));
    }
}
