package io.docket.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.apply.HotViews;
import io.docket.projection.apply.Instance;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A walk over items that are sorted by the longest texts that a command takes. */
class LongNamesIT {
    private static final HotViews NONE =
            (states, actors, next) -> Uni.createFrom().voidItem();
    private static final String LONG = "案".repeat(499);
    private static final int COUNT = 9;

    private final MongoStore mongo = new MongoStore();
    private final Events log = new Events("acme", 1);

    @BeforeEach
    void fill() {
        List<LogEvent> events = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            String id = "c" + i;
            events.add(log.next(
                    "case",
                    id,
                    "demo",
                    new CaseEvent.Opened(
                            "permit", 1, "N-" + i, null, "s", Json.mapper().createObjectNode(), null, null)));
            events.add(log.next("case", id, "demo", new CaseEvent.Closed(LONG + i)));
            events.add(log.next(
                    "task",
                    id + "~t",
                    "demo",
                    new TaskEvent.Created(id, null, null, LONG + i, null, List.of(), List.of(), null, null, 0, null)));
        }
        new Instance(mongo, NONE, 1).apply(events, events.size());
    }

    @AfterEach
    void close() {
        mongo.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "-name"})
    void tasks_come_one_by_one(String sort) {
        assertThat(Walk.ids(mongo, Lists.all().get("tasks"), "limit=1&sort=" + sort))
                .containsExactlyElementsOf(ids("~t", sort));
    }

    @ParameterizedTest
    @ValueSource(strings = {"outcome", "-outcome"})
    void cases_come_one_by_one(String sort) {
        assertThat(Walk.ids(mongo, Lists.all().get("cases"), "limit=1&sort=" + sort))
                .containsExactlyElementsOf(ids("", sort));
    }

    private static List<String> ids(String suffix, String sort) {
        List<String> ids =
                IntStream.range(0, COUNT).mapToObj(i -> "c" + i + suffix).toList();
        return sort.startsWith("-") ? ids.reversed() : ids;
    }
}
