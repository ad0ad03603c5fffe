package io.docket.projection.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.Indexes;
import io.docket.kit.problem.Problems;
import io.docket.projection.apply.Source;
import io.docket.projection.deadletter.Evictions;
import io.docket.projection.deadletter.LeftOut;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.bson.Document;

/** What was left out, in MongoDB, by root. */
@ApplicationScoped
public class MongoEvictions implements Evictions {
    static final List<IndexModel> INDEXES =
            List.of(new IndexModel(Indexes.ascending(LetterForm.TENANT, LetterForm.ROOT)));

    private static final Duration PREPARING = Duration.ofSeconds(1);

    private final Collections collections;
    private final Source source;

    public MongoEvictions(Collections collections, Source source) {
        this.collections = collections;
        this.source = source;
    }

    @Override
    public Uni<LeftOut> of(String tenant, String root) {
        return collections
                .named(Collections.EVICTIONS)
                .find(Filters.and(Filters.eq(LetterForm.TENANT, tenant), Filters.eq(LetterForm.ROOT, root)))
                .collect()
                .asList()
                .map(found -> found.isEmpty() ? new LeftOut() : ofThisLog(found));
    }

    private LeftOut ofThisLog(List<Document> found) {
        String log =
                source.madeFrom().orElseThrow(() -> Problems.unavailable("the views are being prepared", PREPARING));
        return new LeftOut(found.stream()
                .filter(stored -> log.equals(stored.getString(LetterForm.LOG)))
                .map(LetterForm::eviction)
                .toList());
    }
}
