package io.docket.notification.socket;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.kit.identity.Caller;
import io.docket.notification.Configs;
import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.MemoryFacts;
import io.docket.notification.filter.Access;
import io.docket.notification.live.Deliveries;
import io.docket.notification.live.LiveLog;
import io.docket.notification.live.Readers;
import io.docket.notification.log.Tail;
import io.docket.notification.socket.Authenticator.Authenticated;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Set<String> KINDS = Set.of("case", "task");

    private final FactBook facts = MemoryFacts.book(10);
    private final LiveLog log = new LiveLog(new Tail(100, 10_000_000));
    private final ManualTurns turns = new ManualTurns();
    private final RecordingWire wire = new RecordingWire();
    private final RecordingMeter meter = new RecordingMeter();
    private final Hub hub = new Hub(
            new Deliveries(
                    log,
                    new Readers(() -> {
                        throw new IllegalStateException("no log here");
                    }),
                    turns,
                    meter),
            this::authenticate,
            caller -> new Access(caller.tenant(), caller.roles().contains("case-worker") ? KINDS : Set.of("task")),
            meter,
            Configs.live(Map.of("max-frame-chars", "1000", "max-subscriptions", "3", "outbox-frames", "4")),
            turns,
            new FrameCache());
    private final Session session = new Session("s", wire, hub);

    @Test
    void a_client_authenticates_subscribes_and_gets_events() {
        send("{'op':'auth','token':'demo'}");
        send("{'op':'subscribe','id':'s1','filter':{'subject':'case/1'},'from':'now'}");
        commit(0, "case/1");
        commit(1, "case/2");
        commit(2, "case/1");

        assertThat(wire.ops()).containsExactly("welcome", "subscribed", "event", "event");
        assertThat(wire.last().path("id").asText()).isEqualTo("s1");
        assertThat(wire.last().at("/event/subject").asText()).isEqualTo("case/1");
        assertThat(wire.last().at("/event/data/to").asText()).isEqualTo("b");
        assertThat(meter.delivered).isEqualTo(2);
    }

    @Test
    void a_client_that_left_a_subscription_gets_no_more_of_it() {
        subscribed();

        send("{'op':'unsubscribe','id':'s1'}");
        commit(0, "case/1");

        assertThat(wire.ops()).endsWith("unsubscribed");
    }

    @Test
    void ping_is_answered_before_and_after_authentication() {
        send("{'op':'ping'}");

        assertThat(wire.ops()).containsExactly("pong");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                            | 400 |",
                "[]                                                           | 400 |",
                "{'op':'dance'}                                               | 400 | /op",
                "{'op':'subscribe','filter':{}}                               | 400 | /id",
                "{'op':'subscribe','id':'x','from':'yesterday'}               | 400 | /from",
                "{'op':'subscribe','id':'x','filter':{'colour':'red'}}        | 400 | /filter/colour",
                "{'op':'subscribe','id':'s1'}                                 | 409 |",
                "{'op':'unsubscribe','id':'x'}                                | 404 |",
                "{'op':'ack','cursor':'!'}                                    | 400 | /cursor",
            })
    void a_bad_frame_is_answered_with_a_problem(String frame, int status, String pointer) {
        subscribed();

        send(frame);

        assertThat(wire.last().path("op").asText()).isEqualTo("error");
        assertThat(wire.last().at("/problem/status").asInt()).isEqualTo(status);
        if (pointer != null) {
            assertThat(wire.last().at("/problem/errors/0/pointer").asText()).isEqualTo(pointer);
        }
        assertThat(wire.code).isNull();
    }

    @Test
    void too_many_bad_frames_end_the_connection() {
        for (int count = 0; count < 10; count++) {
            session.binary();
        }

        assertThat(wire.code).isEqualTo(CloseCode.BAD_FRAMES);
    }

    @Test
    void a_frame_over_the_limit_ends_the_connection() {
        send("{'op':'" + "x".repeat(1_000) + "'}");

        assertThat(wire.code).isEqualTo(CloseCode.TOO_BIG);
    }

    @Test
    void a_flood_of_frames_is_refused_and_ended() {
        send("{'op':'auth','token':'demo'}");
        for (int count = 0; count < 230; count++) {
            send("{'op':'ping'}");
        }

        assertThat(wire.frames)
                .anySatisfy(
                        frame -> assertThat(frame.at("/problem/status").asInt()).isEqualTo(429));
        assertThat(wire.code).isEqualTo(CloseCode.BAD_FRAMES);
    }

    @Test
    void subscriptions_are_limited() {
        subscribed();
        send("{'op':'subscribe','id':'s2'}");
        send("{'op':'subscribe','id':'s3'}");

        send("{'op':'subscribe','id':'s4'}");

        assertThat(wire.last().at("/problem/status").asInt()).isEqualTo(429);
        assertThat(wire.last().path("id").asText()).isEqualTo("s4");
    }

    @Test
    void nobody_subscribes_without_a_token() {
        send("{'op':'subscribe','id':'s1'}");

        assertThat(wire.last().at("/problem/status").asInt()).isEqualTo(401);
    }

    @Test
    void a_client_that_does_not_authenticate_in_time_is_closed() {
        tickAfter(Duration.ofSeconds(9));
        assertThat(wire.code).isNull();

        tickAfter(Duration.ofSeconds(2));

        assertThat(wire.code).isEqualTo(CloseCode.UNAUTHENTICATED);
    }

    @Test
    void a_bad_token_is_closed() {
        send("{'op':'auth','token':'forged'}");
        assertThat(wire.code).isEqualTo(CloseCode.UNAUTHENTICATED);
    }

    @Test
    void a_role_that_may_not_subscribe_is_closed() {
        send("{'op':'auth','token':'nobody'}");

        assertThat(wire.code).isEqualTo(CloseCode.FORBIDDEN);
    }

    @Test
    void a_token_that_ends_is_warned_of_and_may_be_renewed_in_place() {
        subscribed();
        session.tick(START.plusSeconds(280));
        assertThat(wire.ops()).endsWith("expiring");
        assertThat(wire.last().path("inMs").asLong()).isEqualTo(20_000);

        send("{'op':'auth','token':'demo-renewed'}");
        session.tick(START.plusSeconds(301));
        assertThat(wire.code).isNull();

        session.tick(START.plusSeconds(601));
        assertThat(wire.code).isEqualTo(CloseCode.UNAUTHENTICATED);
    }

    @Test
    void the_token_of_another_user_does_not_renew() {
        subscribed();

        send("{'op':'auth','token':'other'}");

        assertThat(wire.code).isEqualTo(CloseCode.FORBIDDEN);
    }

    @Test
    void a_token_with_fewer_roles_counts_at_once() {
        subscribed();
        commit(0, "case/1");
        send("{'op':'auth','token':'demo-demoted'}");

        commit(1, "case/1");
        commit(2, "task/1~t");

        assertThat(wire.ops()).containsExactly("welcome", "subscribed", "event", "welcome", "event");
        assertThat(wire.last().at("/event/subject").asText()).isEqualTo("task/1~t");
    }

    @Test
    void a_token_whose_roles_may_no_longer_subscribe_ends_the_connection() {
        subscribed();

        send("{'op':'auth','token':'demo-dismissed'}");
        commit(0, "case/1");

        assertThat(wire.code).isEqualTo(CloseCode.FORBIDDEN);
        assertThat(wire.ops()).containsExactly("welcome", "subscribed");
    }

    @Test
    void mine_are_the_tasks_that_are_assigned_to_me_at_that_moment() {
        send("{'op':'auth','token':'demo'}");
        send("{'op':'subscribe','id':'s1','filter':{'assignee':'me'}}");

        commit(0, "task/1~t", new TaskEvent.Claimed("other"));
        commit(1, "task/1~t", new TaskEvent.Assigned("demo", "other"));
        commit(2, "task/1~t", new TaskEvent.DraftSaved(Json.mapper().createObjectNode()));
        commit(3, "task/1~t", new TaskEvent.Assigned("other", "demo"));
        commit(4, "task/1~t", new TaskEvent.Completed(null));

        assertThat(wire.frames.stream()
                        .filter(frame -> frame.path("op").asText().equals("event"))
                        .map(frame -> frame.at("/event/type").asText()))
                .containsExactly("docket.task.assigned.v1", "docket.task.draft-saved.v1", "docket.task.assigned.v1");
    }

    @Test
    void clients_that_call_a_subscription_the_same_share_the_frame_and_others_do_not() {
        RecordingWire second = new RecordingWire();
        RecordingWire third = new RecordingWire();
        Session same = new Session("s2", second, hub);
        Session differs = new Session("s3", third, hub);
        subscribed();
        send(same, "{'op':'auth','token':'demo'}");
        send(same, "{'op':'subscribe','id':'s1'}");
        send(differs, "{'op':'auth','token':'other'}");
        send(differs, "{'op':'subscribe','id':'s2'}");

        commit(0, "case/1");

        assertThat(second.shared.getLast()).isSameAs(wire.shared.getLast());
        assertThat(third.shared.getLast()).isNotSameAs(wire.shared.getLast());
        assertThat(third.last().path("id").asText()).isEqualTo("s2");
        assertThat(third.last().path("event")).isEqualTo(wire.last().path("event"));
    }

    @Test
    void bad_frames_are_forgiven_in_time() {
        for (int count = 0; count < 30; count++) {
            session.binary();
            turns.nanos += Duration.ofMinutes(1).toNanos();
        }

        assertThat(wire.code).isNull();
        assertThat(wire.frames).hasSize(30);
    }

    @Test
    void a_client_that_stops_reading_is_closed_with_its_last_cursor() {
        subscribed();
        wire.reading = false;
        for (int offset = 0; offset < 50; offset++) {
            commit(offset, "case/1");
        }
        turns.runAll();
        session.tick(START);

        tickAfter(Duration.ofSeconds(16));

        assertThat(wire.code).isEqualTo(CloseCode.TOO_SLOW);
        assertThat(wire.ops())
                .as("bounded")
                .containsExactly("welcome", "subscribed", "event", "event", "event", "event");
        assertThat(wire.reason).isEqualTo(wire.last().path("cursor").asText());
    }

    @Test
    void a_client_that_reads_slowly_gets_everything() {
        subscribed();
        wire.reading = false;
        for (int offset = 0; offset < 90; offset++) {
            commit(offset, "case/1");
            wire.take(offset % 3 == 0 ? 1 : 0);
            turns.runAll();
        }
        for (int round = 0; round < 100; round++) {
            wire.take(1);
            turns.runAll();
            tickAfter(Duration.ofMillis(200));
        }

        assertThat(wire.code).isNull();
        assertThat(wire.frames.stream()
                        .filter(frame -> frame.path("op").asText().equals("event"))
                        .count())
                .isEqualTo(90);
    }

    @Test
    void a_silent_client_is_pinged_and_then_closed() {
        send("{'op':'auth','token':'demo'}");
        tickAfter(Duration.ofSeconds(26));
        assertThat(wire.pings).isEqualTo(1);
        session.pong();
        tickAfter(Duration.ofSeconds(74));
        assertThat(wire.code).isNull();

        tickAfter(Duration.ofSeconds(2));

        assertThat(wire.code).isEqualTo(CloseCode.TOO_SLOW);
    }

    private void subscribed() {
        send("{'op':'auth','token':'demo'}");
        send("{'op':'subscribe','id':'s1'}");
    }

    private void send(String frame) {
        send(session, frame);
    }

    private static void send(Session to, String frame) {
        to.text(frame.replace('\'', '"')).await().atMost(Duration.ofSeconds(1));
    }

    private void commit(long offset, String subject) {
        commit(offset, subject, new CaseEvent.Moved("a", "b"));
    }

    private void commit(long offset, String subject, DomainEvent event) {
        log.append(List.of(logged(facts, 0, offset, envelope("acme", subject, event))));
    }

    private void tickAfter(Duration time) {
        turns.nanos += time.toNanos();
        session.tick(START);
    }

    private Uni<Authenticated> authenticate(String token) {
        return switch (token) {
            case "demo" -> known("demo", "case-worker", 300);
            case "demo-renewed" -> known("demo", "case-worker", 600);
            case "demo-demoted" -> known("demo", "auditor", 600);
            case "demo-dismissed" -> known("demo", "janitor", 600);
            case "other" -> known("other", "case-worker", 300);
            case "nobody" -> known("nobody", "janitor", 300);
            default -> Uni.createFrom().failure(new SecurityException("forged"));
        };
    }

    private static Uni<Authenticated> known(String user, String role, long seconds) {
        return Uni.createFrom()
                .item(new Authenticated(new Caller("acme", user, Set.of(role), Set.of()), START.plusSeconds(seconds)));
    }
}
