package io.docket.projection.history.search;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.kit.identity.Caller;
import io.docket.kit.identity.CallerProducer;
import io.docket.projection.LoanWork;
import io.docket.projection.apply.LogIdentity;
import io.docket.projection.history.StoredEvents;
import io.docket.projection.history.index.Place;
import io.docket.projection.history.log.StoredEvent;
import io.docket.projection.query.Access;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchResourceTest {
    private static final List<StoredEvent> WORK = StoredEvents.of(new LoanWork("acme", 0, 1).cases(20));
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final LogIdentity IDENTITY = new LogIdentity("cluster", "topic");
    private static final int MAX_WAITING = 10_000;

    @TempDir
    Path folder;

    private final GrowingLog log = new GrowingLog();
    private final List<IndexFollower> followers = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (IndexFollower follower : followers) {
            follower.stop(null);
        }
    }

    @Test
    void who_finds_too_many_waiting_is_told_when_to_come_again() {
        log.append(WORK.subList(0, 10));
        IndexFollower follower = follower(log, "one");
        Position later = WORK.get(10).position();
        List<Cancellable> waiting = new ArrayList<>();
        for (int i = 0; i < MAX_WAITING; i++) {
            waiting.add(follower.await(later, TIMEOUT).subscribe().with(reached -> {}));
        }

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> resource(follower)
                        .search(query(), later.toString(), null)
                        .await()
                        .atMost(TIMEOUT))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(503))
                .satisfies(problem -> assertThat(problem.getHeaders()).containsKey("Retry-After"));
        waiting.forEach(Cancellable::cancel);
    }

    @Test
    void a_page_that_another_instance_gave_goes_on_here_as_soon_as_its_end_is_seen_here() {
        log.append(WORK.subList(0, 120));
        SearchResource ahead = resource(follower(log, "ahead"));
        GrowingLog late = new GrowingLog();
        late.append(WORK.subList(0, 50));
        SearchResource behind = resource(follower(late, "behind"));
        String next = next(page(ahead, "order=oldest", "limit=100"));

        var waiting = behind.search(query("order=oldest", "after=" + next), null, null)
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        late.append(WORK.subList(50, 120));

        assertThat(waiting.awaitItem(TIMEOUT).getItem())
                .asString(UTF_8)
                .isEqualTo(page(ahead, "order=oldest", "after=" + next));
    }

    @Test
    void a_page_whose_end_is_not_seen_here_in_time_is_refused() {
        log.append(WORK.subList(0, 10));
        String beyond = HistoryCursor.of(IDENTITY.toString(), "newest", new Place(0, 10))
                .text();

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> resource(follower(log, "one"))
                        .search(query("after=" + beyond), null, "0.01")
                        .await()
                        .atMost(TIMEOUT))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(400))
                .satisfies(problem -> assertThat(problem.getDetail()).contains("not reached"));
    }

    private static String page(SearchResource resource, String... pairs) {
        return new String(resource.search(query(pairs), null, null).await().atMost(TIMEOUT), UTF_8);
    }

    private static String next(String page) {
        return Json.tree(page.getBytes(UTF_8)).get("next").textValue();
    }

    private IndexFollower follower(GrowingLog of, String name) {
        IndexFollower follower = new IndexFollower(of, () -> IDENTITY, new QuickHistory(folder.resolve(name)));
        followers.add(follower);
        follower.start(null);
        await().atMost(TIMEOUT).until(follower::caughtUp);
        return follower;
    }

    private static SearchResource resource(IndexFollower follower) {
        return new SearchResource(follower, new Anyone());
    }

    private static MultivaluedMap<String, String> query(String... pairs) {
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            query.add(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return query;
    }

    /** Lets everybody in. */
    private static final class Anyone extends Access {
        Anyone() {
            super(
                    new CallerProducer(),
                    QuarkusSecurityIdentity.builder().setAnonymous(true).build());
        }

        @Override
        public Caller require(String query) {
            return new Caller("acme", "ann", Set.of(), Set.of());
        }
    }
}
