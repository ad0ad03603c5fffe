package io.docket.projection;

import io.docket.projection.mongo.MongoStore;
import io.docket.projection.query.Documents;
import io.docket.projection.view.Document;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client that reads a list page by page, as it would over HTTP. */
public final class Walk {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private Walk() {}

    /**
     * Every item of the list.
     *
     * @param between what happens after each page
     */
    public static List<Document> through(MongoStore mongo, Lists.Offered list, String parameters, Runnable between) {
        List<Document> all = new ArrayList<>();
        String after = "";
        while (true) {
            Documents.Page page = mongo.documents()
                    .list(list.query(parameters + after))
                    .await()
                    .atMost(TIMEOUT);
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                return all;
            }
            after = "&after=" + page.next().get().text();
            between.run();
        }
    }

    /** The ids of every item of the list. */
    public static List<String> ids(MongoStore mongo, Lists.Offered list, String parameters) {
        return through(mongo, list, parameters, () -> {}).stream()
                .map(document -> String.valueOf(document.get("id")))
                .toList();
    }
}
