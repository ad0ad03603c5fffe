package io.docket.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.apply.HotViews;
import io.docket.projection.apply.Instance;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a reader of a list may rely on while everything in it is written to: between any two pages much happens. */
class PagingIT {
    private static final HotViews NONE =
            (states, actors, next) -> Uni.createFrom().voidItem();
    private static final Lists.Offered CASES = Lists.all().get("cases");
    private static final Set<String> UNCHANGING = Set.of("openedAt", "number", "title", "type", "openedBy");
    private static final int COUNT = 60;

    private final MongoStore mongo = new MongoStore();
    private final Instance instance = new Instance(mongo, NONE, 1);
    private final Events log = new Events("acme", 1);
    private final Random random = new Random(5);
    private final Set<String> moved = new HashSet<>();
    private int newcomers;

    static Stream<String> sorts() {
        return CASES.listing().sorts().keySet().stream().sorted();
    }

    @BeforeEach
    void open() {
        List<LogEvent> events = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            events.add(opened("c" + i));
        }
        instance.apply(events, COUNT);
    }

    @AfterEach
    void close() {
        mongo.close();
    }

    @ParameterizedTest
    @MethodSource("sorts")
    void what_stays_where_it_is_comes_once_and_nothing_comes_twice_in_the_same_version(String name) {
        Map<String, Document> before = mongo.caseDocuments();

        List<Document> seen = Walk.through(mongo, CASES, "limit=7&sort=" + name, this::write);

        Map<String, Integer> times = new HashMap<>();
        seen.forEach(document -> times.merge(document.required("id"), 1, Integer::sum));
        Set<String> stayed = new HashSet<>(before.keySet());
        if (!UNCHANGING.contains(name.replace("-", ""))) {
            stayed.removeAll(moved);
        }
        assertThat(stayed)
                .allSatisfy(id -> assertThat(times.getOrDefault(id, 0)).as(id).isOne());
        assertThat(seen.stream().map(document -> document.get("id") + "@" + document.get("version")))
                .doesNotHaveDuplicates();
        assertThat(moved).isNotEmpty();
    }

    @Test
    void of_a_value_that_only_grows_nothing_is_missed_on_the_way_up() {
        Set<String> before = mongo.caseDocuments().keySet();

        List<Document> seen = Walk.through(mongo, CASES, "limit=7&sort=updatedAt", this::write);

        assertThat(seen.stream().map(document -> document.required("id"))).containsAll(before);
    }

    @Test
    void of_a_value_that_only_grows_nothing_comes_twice_on_the_way_down() {
        List<Document> seen = Walk.through(mongo, CASES, "limit=7&sort=-updatedAt", this::write);

        assertThat(seen.stream().map(document -> document.required("id"))).doesNotHaveDuplicates();
    }

    /** Some cases change in every way, in particular in what the list is sorted by, and new ones come. */
    private void write() {
        List<LogEvent> events = new ArrayList<>();
        if (newcomers < COUNT) {
            events.add(opened("n" + newcomers++));
        }
        for (int i = 0; i < 3; i++) {
            String id = "c" + random.nextInt(COUNT);
            if (moved.add(id)) {
                events.add(log.next("case", id, "demo", new CaseEvent.Moved("s1", "s" + random.nextInt(9))));
                events.add(log.next("case", id, "demo", new CaseEvent.Assigned("u" + random.nextInt(9), null)));
                events.add(log.next("case", id, "demo", new CaseEvent.Closed("o" + random.nextInt(9))));
            }
        }
        instance.apply(events, events.size());
    }

    private LogEvent opened(String id) {
        return log.next(
                "case",
                id,
                "u" + random.nextInt(4),
                new CaseEvent.Opened(
                        "t" + random.nextInt(3),
                        1,
                        "N-" + random.nextInt(1_000),
                        random.nextBoolean() ? "Title " + random.nextInt(5) : null,
                        "s" + random.nextInt(3),
                        Json.tree("{}".getBytes()),
                        random.nextBoolean() ? "q" + random.nextInt(3) : null,
                        random.nextBoolean() ? "u" + random.nextInt(3) : null));
    }
}
