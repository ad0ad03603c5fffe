package io.docket.projection.history.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.position.Position;
import io.docket.projection.LoanWork;
import io.docket.projection.apply.LogIdentity;
import io.docket.projection.history.Filters;
import io.docket.projection.history.StoredEvents;
import io.docket.projection.history.index.Snapshot;
import io.docket.projection.history.log.StoredEvent;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFollowerTest {
    private static final List<StoredEvent> WORK = StoredEvents.of(new LoanWork("acme", 0, 1).cases(20));
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final GrowingLog log = new GrowingLog();
    private volatile LogIdentity identity = new LogIdentity("cluster", "topic");
    private IndexFollower follower;

    @BeforeEach
    void make() {
        follower = follower();
    }

    @AfterEach
    void stop() throws InterruptedException {
        follower.stop(null);
    }

    @Test
    void nothing_is_answered_before_it_has_caught_up() {
        log.append(WORK.subList(0, 100));
        log.hold();
        follower.start(null);
        await().atMost(TIMEOUT).until(() -> !follower.identity().isEmpty());

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> follower.snapshot())
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(503));

        log.release();
        await().atMost(TIMEOUT).until(() -> follower.caughtUp());
        assertThat(count()).isEqualTo(100);
    }

    @Test
    void who_waits_for_a_position_sees_it_afterwards() {
        log.append(WORK.subList(0, 100));
        follower.start(null);
        Position next = WORK.get(100).position();
        var waiting = follower.await(next, TIMEOUT).subscribeAsCompletionStage();

        log.append(WORK.subList(100, 101));

        assertThat(waiting.join()).isTrue();
        assertThat(count()).isEqualTo(101);
        assertThat(follower.await(WORK.get(101).position(), Duration.ofMillis(10))
                        .await()
                        .indefinitely())
                .isFalse();
    }

    @Test
    void who_is_told_that_a_position_is_there_can_search_at_once() {
        log.append(WORK.subList(0, 100));
        var found = follower.await(WORK.get(99).position(), TIMEOUT)
                .map(reached -> count())
                .subscribeAsCompletionStage();

        follower.start(null);

        assertThat(found.join()).isEqualTo(100);
    }

    @Test
    void after_a_restart_it_goes_on_where_it_was() throws InterruptedException {
        log.append(WORK.subList(0, 100));
        follower.start(null);
        await().atMost(TIMEOUT).until(() -> follower.caughtUp());
        follower.stop(null);
        log.append(WORK.subList(100, 150));

        follower = follower();
        follower.start(null);

        await().atMost(TIMEOUT).until(() -> follower.caughtUp());
        assertThat(count()).isEqualTo(150);
        assertThat(log.openedFrom().getLast().next(0))
                .isEqualTo(WORK.get(99).position().offset() + 1);
    }

    @Test
    void another_log_or_a_shorter_one_is_indexed_from_its_beginning() throws InterruptedException {
        log.append(WORK.subList(0, 100));
        follower.start(null);
        await().atMost(TIMEOUT).until(() -> follower.caughtUp());
        follower.stop(null);

        log.replace(WORK.subList(0, 30));
        follower = follower();
        follower.start(null);
        await().atMost(TIMEOUT).until(() -> follower.caughtUp() && count() == 30);
        follower.stop(null);

        identity = new LogIdentity("another", "topic");
        follower = follower();
        follower.start(null);
        await().atMost(TIMEOUT).until(() -> follower.caughtUp());
        assertThat(count()).isEqualTo(30);
        assertThat(log.openedFrom().getLast().offsets()).isEmpty();
    }

    @Test
    void a_log_that_is_away_for_a_while_is_waited_for() {
        log.append(WORK.subList(0, 10));
        log.fail(2);

        follower.start(null);

        await().atMost(TIMEOUT).until(() -> follower.caughtUp());
        assertThat(count()).isEqualTo(10);
        assertThat(follower.lastFailure()).isNull();
    }

    @Test
    void an_index_that_can_no_longer_be_written_is_opened_anew() throws IOException {
        log.append(WORK.subList(0, 100));
        follower.start(null);
        await().atMost(TIMEOUT).until(() -> follower.caughtUp());

        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
        log.append(WORK.subList(100, 150));

        await().atMost(TIMEOUT).until(() -> follower.lastFailure() != null);
        log.append(WORK.subList(150, 160));

        await().atMost(TIMEOUT)
                .ignoreExceptionsInstanceOf(HttpProblem.class)
                .untilAsserted(() -> assertThat(count()).isEqualTo(160));
        await().atMost(TIMEOUT).until(() -> Files.exists(folder.resolve("write.lock")));
    }

    private int count() {
        try (Snapshot snapshot = follower.snapshot()) {
            return snapshot.page(Filters.of("acme"), false, null, 500).events().size();
        }
    }

    private IndexFollower follower() {
        return new IndexFollower(log, () -> identity, new QuickHistory(folder));
    }
}
