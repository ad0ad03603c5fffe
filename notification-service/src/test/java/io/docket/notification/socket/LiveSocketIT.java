package io.docket.notification.socket;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.position.Cursor;
import io.docket.notification.support.Env;
import io.docket.notification.support.HalfOpen;
import io.docket.notification.support.ServiceProcess;
import io.docket.notification.support.SocketClient;
import io.docket.notification.support.TestTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The running service on a topic of its own, with small limits, seen through a websocket. */
class LiveSocketIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Far below the time after which a silent connection is closed. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static final int MOST_EVENTS = 300;
    private static final String TOO_SLOW = "docket_live_closed_total{code=\"4408\"}";
    private static final Map<String, String> SETTINGS = Map.of(
            "docket.live.tail-events", "500",
            "docket.live.stuck-after", "4s",
            "docket.live.auth-within", "3s",
            "docket.live.heartbeat", "3s",
            "docket.live.close-within", "60s",
            "quarkus.http.idle-timeout", "7s",
            "docket.live.allowed-origins", "http://portal.test");

    private static TestTopic topic;
    private static ServiceProcess service;
    private static String demo;
    private static int nextCase = 1;

    @BeforeAll
    static void start() throws Exception {
        topic = new TestTopic();
        service = new ServiceProcess(topic.name(), SETTINGS);
        demo = Env.token("demo");
    }

    @AfterAll
    static void stop() {
        service.close();
        topic.close();
    }

    @Test
    void a_subscriber_gets_the_events_of_its_filter_and_tenant() throws Exception {
        String caseId = newCase();
        try (SocketClient client = new SocketClient(service.socket(), null);
                SocketClient stranger = new SocketClient(service.socket(), Env.token("other"))) {
            client.send("{'op':'auth','token':'" + demo + "'}");
            client.send("{'op':'subscribe','id':'s1','filter':{'caseType':'loan','root':'" + caseId + "'}}");
            stranger.send("{'op':'subscribe','id':'s1'}");
            await().atMost(SOON).until(() -> client.heard("subscribed") && stranger.heard("subscribed"));

            topic.abort(List.of(moved(caseId, "never")));
            topic.commit(List.of(
                    moved(caseId, "a"),
                    envelope("acme", "task/" + caseId + "~1", new TaskEvent.Claimed("demo")),
                    envelope("globex", "case/" + caseId, new CaseEvent.Moved("x", "y"))));

            await().atMost(SOON).until(() -> client.events.size() == 2 && stranger.events.size() == 1);
            assertThat(client.subprotocol()).isEqualTo("docket.v1");
            assertThat(client.control.getFirst().path("op").asText()).isEqualTo("welcome");
            assertThat(client.events.get(0).at("/event/data/to").asText()).isEqualTo("a");
            assertThat(client.events.get(0).at("/event/specversion").asText()).isEqualTo("1.0");
            assertThat(client.events.get(1).at("/event/data/assignee").asText()).isEqualTo("demo");
        }
    }

    @Test
    void a_client_goes_on_from_its_cursor_also_after_the_server_was_killed() throws Exception {
        String caseId = newCase();
        String cursor;
        try (SocketClient client = subscribed("{'root':'" + caseId + "'}", "now")) {
            topic.commit(moves(caseId, 0, 10));
            await().atMost(SOON).until(() -> client.events.size() == 10);
            cursor = client.events.get(6).path("cursor").asText();
        }
        topic.commit(moves(caseId, 10, 1_500));

        service.kill();
        service = new ServiceProcess(topic.name(), SETTINGS);

        try (SocketClient client = subscribed("{'root':'" + caseId + "'}", cursor)) {
            await().atMost(SOON).until(() -> client.events.size() == 1_493);
            assertThat(client.control.getLast().path("recovered").asBoolean()).isTrue();
            assertThat(steps(client)).isEqualTo(numbers(7, 1_500));
        }
        try (SocketClient client = subscribed("{'root':'" + caseId + "','type':'docket.case.moved.v1'}", "earliest")) {
            await().atMost(SOON).until(() -> client.events.size() == 1_500);
            assertThat(steps(client)).isEqualTo(numbers(0, 1_500));
        }
    }

    @Test
    void a_flood_is_delivered_once_and_in_order_and_nobody_who_reads_is_cut() throws Exception {
        List<String> cases = List.of(newCase(), newCase(), newCase(), newCase(), newCase(), newCase(), newCase());
        try (SocketClient client =
                subscribed("{'type':'docket.case.moved.v1','root':['" + String.join("','", cases) + "']}", "now")) {
            for (int from = 0; from < 3_000; from += 50) {
                List<EventEnvelope> batch = new ArrayList<>();
                for (String caseId : cases) {
                    batch.addAll(moves(caseId, from, from + 50));
                }
                topic.commit(batch);
            }

            await().atMost(Duration.ofSeconds(60)).until(() -> client.events.size() == 3_000 * cases.size());
            Map<String, List<Integer>> byCase = client.events.stream()
                    .collect(Collectors.groupingBy(
                            frame -> frame.at("/event/root").asText(),
                            Collectors.mapping(LiveSocketIT::step, Collectors.toList())));
            assertThat(byCase).hasSize(cases.size());
            byCase.values().forEach(steps -> assertThat(steps).isEqualTo(numbers(0, 3_000)));
        }
    }

    @Test
    void a_client_that_does_not_read_is_closed_with_its_cursor_and_disturbs_nobody() throws Exception {
        String caseId = newCase();
        String filter = "{'root':'" + caseId + "'}";
        double slow = metric(TOO_SLOW);
        try (SocketClient stuck = subscribed(filter, "now");
                SocketClient reading = subscribed(filter, "now")) {
            stuck.pause();
            int count = 0;
            while (count < 15_000) {
                topic.commit(moves(caseId, count, count + 500, "x".repeat(1_000)));
                count += 500;
            }
            int total = count;

            await().atMost(Duration.ofSeconds(60)).until(() -> reading.events.size() == total);
            await().atMost(SOON).until(() -> metric(TOO_SLOW) > slow);
            stuck.goOn();
            await().atMost(SOON).until(() -> stuck.closeCode != 0);
            assertThat(stuck.closeCode).isEqualTo(4408);
            assertThat(stuck.closeReason).isEqualTo(stuck.lastCursor());

            try (SocketClient again = subscribed(filter, stuck.closeReason)) {
                await().atMost(Duration.ofSeconds(60)).until(() -> again.events.size() + stuck.events.size() == total);
                List<Integer> all = new ArrayList<>(steps(stuck));
                all.addAll(steps(again));
                assertThat(all).isEqualTo(numbers(0, total));
            }
        }
    }

    @Test
    void a_handshake_without_a_right_to_it_is_refused() {
        assertRefused(401, () -> new SocketClient(service.socket(), "forged"));
        assertRefused(403, () -> new SocketClient(service.socket(), demo, "Origin", "http://evil.test"));
        new SocketClient(service.socket(), demo, "Origin", "http://portal.test").close();
    }

    @Test
    void frames_that_are_no_frames_are_answered_or_end_the_connection() {
        try (SocketClient client = subscribed("{}", "now")) {
            client.send("{'op':'subscribe','id':'x','filter':{'colour':'red'}}");
            client.sendBinary(new byte[] {1, 2, 3});
            client.send("{'op':'ping'}");

            await().atMost(SOON).until(() -> client.heard("pong") && client.control.size() >= 5);
            assertThat(client.control)
                    .filteredOn(frame -> frame.path("op").asText().equals("error"))
                    .extracting(frame -> frame.at("/problem/status").asInt())
                    .containsOnly(400);
            client.send("x".repeat(100_000));
            await().atMost(SOON).until(() -> client.closeCode == 1009);
        }
        try (SocketClient client = subscribed("{}", "now")) {
            client.send("x".repeat(300_000));
            await().atMost(SOON).until(() -> client.closeCode != 0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'filter':{'colour':'red'}}                    | 400 | /filter/colour",
                "{'filter':{'text':'(a+)+$'}}                   | 400 | /filter/text",
                "{'filter':{'subject':7}}                       | 400 | /filter/subject",
                "{'filter':{'data.a':[[1]]}}                    | 400 | /filter/data.a",
                "{'filter':[]}                                  | 400 | /filter",
                "{'from':'2026-02-30T25:00:00Z'}                | 400 | /from",
                "{'from':'2026-02-28'}                          | 400 | /from",
                "{'from':'AgAA'}                    | 400 | /from",
                "{'from':'FOREIGN'}                             | 422 |",
                "{'from':'FUTURE'}                              | 422 |",
                "{'from':'MORE-PARTITIONS'}                     | 422 |",
            })
    void a_subscription_that_makes_no_sense_is_answered_with_one_clear_problem(
            String members, int status, String pointer) {
        Cursor now = now();
        long[] offsets = now.offsets();
        long[] ahead = Arrays.stream(offsets).map(offset -> offset + 1_000_000).toArray();
        String frame = "{'op':'subscribe','id':'x'," + members.substring(1);
        try (SocketClient bystander = subscribed("{'type':'docket.case.opened.v1'}", "now");
                SocketClient client = new SocketClient(service.socket(), demo)) {
            client.send(frame.replace("FOREIGN", new Cursor(now.log() + 1, offsets).toString())
                    .replace("FUTURE", new Cursor(now.log(), ahead).toString())
                    .replace("MORE-PARTITIONS", new Cursor(now.log(), new long[] {0, 0, 0, 0, 0, 0, 1}).toString()));

            await().atMost(SOON).until(() -> client.heard("error"));
            JsonNode error = client.control.getLast();
            assertThat(error.path("id").asText()).isEqualTo("x");
            assertThat(error.at("/problem/status").asInt()).isEqualTo(status);
            assertThat(error.at("/problem/detail").asText()).isNotEmpty();
            if (pointer != null) {
                assertThat(error.at("/problem/errors")).hasSize(1);
                assertThat(error.at("/problem/errors/0/pointer").asText()).isEqualTo(pointer);
            }
            String opened = newCase();
            await().atMost(SOON)
                    .until(() -> bystander.events.stream()
                            .anyMatch(event -> event.at("/event/root").asText().equals(opened)));
        }
    }

    @Test
    void ten_thousand_subscriptions_on_one_socket_are_refused_and_hurt_nobody() throws Exception {
        try (SocketClient bystander = subscribed("{'type':'docket.case.opened.v1'}", "now");
                SocketClient greedy = new SocketClient(service.socket(), demo)) {
            int sent = 0;
            try {
                for (; sent < 10_000; sent++) {
                    greedy.send("{'op':'subscribe','id':'s" + sent + "'}");
                }
            } catch (java.util.concurrent.CompletionException closed) {
                assertThat(sent).as("closed when it was far over the limit").isGreaterThan(64);
            }

            await().atMost(SOON).until(() -> greedy.closeCode != 0);
            String opened = newCase();
            await().atMost(SOON)
                    .until(() -> bystander.events.stream()
                            .anyMatch(event -> event.at("/event/root").asText().equals(opened)));
            assertThat(greedy.control.stream()
                            .filter(frame -> frame.path("op").asText().equals("subscribed")))
                    .hasSizeLessThanOrEqualTo(64);
            assertThat(greedy.control)
                    .anySatisfy(frame ->
                            assertThat(frame.at("/problem/type").asText()).endsWith("too-many-subscriptions"));
        }
    }

    @Test
    void a_handshake_that_is_half_there_is_given_up() throws Exception {
        try (HalfOpen handshake = HalfOpen.halfHandshake(service.socket())) {
            await().atMost(SOON).until(() -> !handshake.drain());
        }
    }

    @Test
    void a_client_that_falls_silent_in_the_middle_of_a_frame_is_closed_and_delays_nobody() throws Exception {
        String caseId = newCase();
        double slow = metric(TOO_SLOW);
        try (SocketClient reading = subscribed("{'root':'" + caseId + "'}", "now");
                HalfOpen silent = HalfOpen.halfFrame(service.socket(), demo, "{'op':'subscribe','id':'s1'}")) {
            int sent = 0;
            while (metric(TOO_SLOW) == slow && sent < MOST_EVENTS) {
                assertThat(silent.drain())
                        .as("open until its heartbeats were missed")
                        .isTrue();
                topic.commit(moves(caseId, sent, ++sent));
                int all = sent;
                await().atMost(AT_ONCE).until(() -> reading.events.size() == all);
            }

            assertThat(sent).as("heartbeats were awaited").isBetween(4, MOST_EVENTS - 1);
            await().atMost(SOON).until(() -> !silent.drain());
            topic.commit(moves(caseId, sent, sent + 1));
            int last = sent + 1;
            await().atMost(AT_ONCE).until(() -> reading.events.size() == last);
        }
    }

    @Test
    void a_token_renewed_in_place_keeps_the_subscriptions_and_another_users_ends_them() throws Exception {
        String caseId = newCase();
        try (SocketClient client = subscribed("{'root':'" + caseId + "'}", "now")) {
            client.send("{'op':'auth','token':'" + Env.token("demo") + "'}");
            await().atMost(SOON)
                    .until(() -> client.control.getLast().path("op").asText().equals("welcome"));
            topic.commit(moves(caseId, 0, 1));
            await().atMost(SOON).until(() -> client.events.size() == 1);

            client.send("{'op':'auth','token':'" + Env.token("worker") + "'}");

            await().atMost(SOON).until(() -> client.closeCode == 4403);
        }
    }

    @Test
    void the_metrics_tell_what_happens() throws Exception {
        String caseId = newCase();
        try (SocketClient client = subscribed("{'root':'" + caseId + "'}", "now")) {
            double delivered = metric("docket_live_delivered_total{via=\"websocket\"}");
            double matches = metric("docket_live_filter_matches_total");
            topic.commit(moves(caseId, 0, 7));
            await().atMost(SOON).until(() -> client.events.size() == 7);

            assertThat(metric("docket_live_delivered_total{via=\"websocket\"}") - delivered)
                    .isEqualTo(7);
            assertThat(metric("docket_live_filter_matches_total") - matches).isEqualTo(7);
        }
        Files.readAllLines(Path.of("../docs/live.md")).stream()
                .filter(line -> line.startsWith("| `docket_live_"))
                .flatMap(line -> Pattern.compile("docket_live_[a-z_]+")
                        .matcher(line.split("\\|")[1])
                        .results())
                .forEach(name -> assertThat(metrics()).contains("\n" + name.group()));
    }

    @Test
    void who_does_not_authenticate_in_time_is_closed() {
        try (SocketClient client = new SocketClient(service.socket(), null)) {
            await().atMost(SOON).until(() -> client.closeReason.equals("not authenticated in time"));
            assertThat(client.closeCode).isEqualTo(4401);
        }
        try (SocketClient client = new SocketClient(service.socket(), null)) {
            client.send("{'op':'auth','token':'forged'}");
            await().atMost(SOON).until(() -> client.closeReason.equals("the token is not valid"));
            assertThat(client.closeCode).isEqualTo(4401);
        }
    }

    private static SocketClient subscribed(String filter, String from) {
        SocketClient client = new SocketClient(service.socket(), demo);
        client.send("{'op':'subscribe','id':'s1','filter':" + filter + ",'from':'" + from + "'}");
        await().atMost(SOON).until(() -> client.heard("subscribed"));
        return client;
    }

    /** Opens a case, and waits until the service has read so: "now" is then after it. */
    private static String newCase() {
        String id = "c" + nextCase++;
        topic.commit(List.of(envelope("acme", "case/" + id, opened("loan", null))));
        try (SocketClient client = subscribed("{'root':'" + id + "'}", "earliest")) {
            await().atMost(SOON).until(() -> client.events.size() == 1);
        }
        return id;
    }

    private static Cursor now() {
        try (SocketClient client = subscribed("{}", "now")) {
            return Cursor.parse(client.control.getLast().path("cursor").asText());
        }
    }

    private static double metric(String nameAndLabels) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(nameAndLabels + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(nameAndLabels.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static String metrics() {
        try {
            return service.get("/metrics").body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EventEnvelope moved(String caseId, String to) {
        return envelope("acme", "case/" + caseId, new CaseEvent.Moved("from", to));
    }

    private static List<EventEnvelope> moves(String caseId, int from, int to) {
        return moves(caseId, from, to, "");
    }

    private static List<EventEnvelope> moves(String caseId, int from, int to, String padding) {
        return numbers(from, to).stream()
                .map(step -> envelope("acme", "case/" + caseId, new CaseEvent.Moved(padding, Integer.toString(step))))
                .toList();
    }

    private static List<Integer> steps(SocketClient client) {
        return client.events.stream().map(LiveSocketIT::step).toList();
    }

    private static int step(JsonNode frame) {
        return frame.at("/event/data/to").asInt();
    }

    private static List<Integer> numbers(int from, int to) {
        return java.util.stream.IntStream.range(from, to).boxed().toList();
    }

    private static void assertRefused(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable connect) {
        assertThatThrownBy(connect)
                .cause()
                .isInstanceOfSatisfying(
                        java.net.http.WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(status));
    }
}
