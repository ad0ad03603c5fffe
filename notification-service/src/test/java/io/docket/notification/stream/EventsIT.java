package io.docket.notification.stream;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.opened;
import static io.docket.notification.Events.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.CaseTypeEvent.NotifyRule;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Cursor;
import io.docket.notification.novu.NovuRecorder;
import io.docket.notification.support.ByteReader;
import io.docket.notification.support.Env;
import io.docket.notification.support.ServiceProcess;
import io.docket.notification.support.TestTopic;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The running service over plain HTTP, and its notifications as they reach Novu. */
class EventsIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final Pattern STEP = Pattern.compile("\"to\":\"(\\d+)\"");
    private static final Pattern LAST_WORD = Pattern.compile("\"code\":4408,\"cursor\":\"(\\S+?)\"");
    private static final Predicate<String> CLOSED_AS_SLOW =
            Pattern.compile("docket_live_closed_total\\{code=\"4408\"} [1-9].*").asMatchPredicate();

    private static TestTopic topic;
    private static NovuRecorder novu;
    private static ServiceProcess service;
    private static String demo;

    @BeforeAll
    static void start() throws Exception {
        topic = new TestTopic();
        novu = new NovuRecorder(0, "secret");
        service = service();
        demo = Env.token("demo");
    }

    @AfterAll
    static void stop() {
        service.close();
        novu.close();
        topic.close();
    }

    @Test
    void a_poll_answers_with_what_is_new_and_where_to_go_on() throws Exception {
        topic.commit(moves("p1", 0, 5));
        await().atMost(SOON)
                .until(() -> poll("cursor=earliest&root=p1").path("events").size() == 5);

        JsonNode first = poll("cursor=earliest&root=p1&limit=3");
        JsonNode rest = poll("root=p1&cursor=" + first.path("cursor").asText());
        JsonNode none = poll("root=p1&waitMs=100&cursor=" + rest.path("cursor").asText());

        assertThat(first.path("events")).hasSize(3);
        assertThat(rest.path("events")).hasSize(2);
        assertThat(rest.at("/events/1/data/to").asText()).isEqualTo("4");
        assertThat(none.path("events")).isEmpty();
        assertThat(poll("cursor=earliest&root=p1&data.to=3").path("events")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "cursor=!, 400, /cursor",
        "cursor=2026-02-30T25:00:00Z, 400, /cursor",
        "colour=red, 400, /colour",
        "text=(a%2B)%2B$, 400, /text",
        "limit=1e9, 400, /limit",
        "limit=1000000000, 400, /limit",
        "limit=0, 400, /limit",
        "waitMs=-1, 400, /waitMs",
        "waitMs=soon, 400, /waitMs",
        "cursor=FOREIGN, 422, unknown-cursor",
        "cursor=FUTURE, 422, unknown-cursor",
    })
    void a_request_that_makes_no_sense_is_answered_with_one_clear_problem(String query, int status, String about)
            throws Exception {
        Cursor now = Cursor.parse(poll("waitMs=0").path("cursor").asText());
        long[] ahead =
                Arrays.stream(now.offsets()).map(offset -> offset + 1_000_000).toArray();

        HttpResponse<String> answer = get(
                "/api/events/poll?"
                        + query.replace("FOREIGN", new Cursor(now.log() + 1, now.offsets()).toString())
                                .replace("FUTURE", new Cursor(now.log(), ahead).toString()),
                demo);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(about);
    }

    @Test
    void a_filter_of_a_hundred_subjects_is_read() throws Exception {
        topic.commit(moves("p4", 0, 1));
        String subjects = Stream.generate(() -> "subject=case/" + UUID.randomUUID())
                .limit(99)
                .collect(Collectors.joining("&"));

        await().atMost(SOON)
                .until(() -> poll("cursor=earliest&waitMs=0&subject=case/p4&" + subjects)
                                .path("events")
                                .size()
                        == 1);
    }

    /** By the server itself, before any route: the gateway says why. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/events?root=%", "/api/events/poll?root=100%", "/api/events/poll?cursor=%zz"})
    void an_address_that_cannot_be_decoded_is_the_fault_of_the_client(String target) throws Exception {
        try (ByteReader reader = ByteReader.request(URI.create(service.url()), target, demo)) {
            await().atMost(SOON).until(() -> {
                reader.read(1_000);
                return reader.text().startsWith("HTTP/1.1 400 ");
            });
        }
    }

    @Test
    void a_request_without_a_good_token_is_refused() throws Exception {
        assertThat(get("/api/events/poll", "forged").statusCode()).isEqualTo(401);
        assertThat(service.get("/api/events/poll").statusCode()).isEqualTo(401);
    }

    @Test
    void a_stream_goes_on_from_its_last_event_id() throws Exception {
        topic.commit(moves("p2", 0, 1_000));
        List<String> lines = new CopyOnWriteArrayList<>();
        read("from=earliest&root=p2", null, 1_000, lines);
        assertThat(data(lines)).hasSize(1_000).doesNotHaveDuplicates();

        String lastId = lines.stream()
                .filter(line -> line.startsWith("id:"))
                .skip(500)
                .findFirst()
                .orElseThrow()
                .substring(3);
        List<String> rest = new CopyOnWriteArrayList<>();
        read("root=p2", lastId, 500, rest);

        assertThat(data(rest)).isEqualTo(data(lines).subList(500, 1_000));
    }

    @Test
    void a_client_that_reads_a_byte_now_and_then_is_left_with_its_last_cursor() throws Exception {
        URI address = URI.create(service.url() + "/api/events?root=p3");
        try (ByteReader slow = ByteReader.request(address, demo)) {
            await().atMost(SOON).until(() -> {
                slow.read(1_000);
                return slow.text().contains("recovered");
            });
            for (int from = 0; from < 300; from += 20) {
                topic.commit(moves("p3", from, from + 20, "x".repeat(20_000)));
            }
            await().atMost(SOON).until(() -> {
                slow.read(1);
                return service.get("/metrics").body().lines().anyMatch(CLOSED_AS_SLOW);
            });
            await().atMost(SOON).pollInterval(Duration.ofMillis(1)).until(() -> {
                slow.read(1_000_000);
                return LAST_WORD.matcher(slow.text()).find();
            });

            List<String> steps = steps(slow.text());
            Matcher lastWord = LAST_WORD.matcher(slow.text());
            assertThat(lastWord.find()).isTrue();
            List<String> rest = new CopyOnWriteArrayList<>();
            read("root=p3", lastWord.group(1), 300 - steps.size(), rest);
            steps.addAll(steps(String.join("\n", rest)));
            assertThat(steps)
                    .isEqualTo(
                            IntStream.range(0, 300).mapToObj(Integer::toString).toList());
        }
    }

    @Test
    void a_rule_of_the_case_type_notifies_through_novu_once_also_after_a_restart() throws Exception {
        topic.commit(List.of(envelope(
                "acme",
                "case-type/claim",
                new CaseTypeEvent.Defined(
                        "Claim",
                        Json.mapper().createObjectNode(),
                        List.of(),
                        null,
                        null,
                        null,
                        List.of(new NotifyRule("task-created", "new-task", "assignee", Map.of("urgency", "high"))),
                        null))));
        topic.commit(List.of(envelope("acme", "case/n1", opened("claim", null))));
        novu.fail(2, 429, "0");
        topic.commit(IntStream.range(0, 20)
                .mapToObj(number -> envelope("acme", "task/n1~" + number, task("ann")))
                .toList());
        await().atMost(SOON).until(() -> novu.triggers().size() == 20);

        service.kill();
        service = service();
        topic.commit(List.of(envelope("acme", "task/n1~last", task("bob"))));

        await().atMost(Duration.ofSeconds(60))
                .until(() -> novu.triggers().getLast().subscriber().equals("bob"));
        assertThat(novu.triggers()).hasSize(21);
        assertThat(service.get("/metrics").body()).contains("docket_novu_triggers_total{outcome=\"sent\"}");
    }

    private static ServiceProcess service() throws Exception {
        return new ServiceProcess(
                topic.name(),
                Map.of(
                        "docket.live.stuck-after",
                        "3s",
                        "docket.novu.url",
                        novu.url(),
                        "docket.novu.secret-key",
                        "secret",
                        "mp.messaging.incoming.novu.group.id",
                        "notification-novu-" + topic.name(),
                        "mp.messaging.incoming.novu.session.timeout.ms",
                        "6000"));
    }

    private static JsonNode poll(String query) throws Exception {
        return Json.tree(get("/api/events/poll?" + query, demo).body().getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> get(String path, String token) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request(path, token).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void read(String query, String lastEventId, int events, List<String> lines) throws Exception {
        HttpRequest.Builder request = request("/api/events?" + query, demo);
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            Stream<String> body = http.send(request.build(), HttpResponse.BodyHandlers.ofLines())
                    .body();
            int[] seen = {0};
            body.takeWhile(line -> {
                        seen[0] += line.startsWith("data:{\"spec") ? 1 : 0;
                        return seen[0] < events || !line.isEmpty();
                    })
                    .forEach(lines::add);
            http.shutdownNow();
        }
    }

    private static HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(service.url() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    private static List<String> data(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("data:{\"spec"))
                .map(line -> line.replaceAll(".*\"data\":", ""))
                .toList();
    }

    private static List<String> steps(String text) {
        return STEP.matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<EventEnvelope> moves(String caseId, int from, int to) {
        return moves(caseId, from, to, "from");
    }

    private static List<EventEnvelope> moves(String caseId, int from, int to, String before) {
        return IntStream.range(from, to)
                .mapToObj(
                        step -> envelope("acme", "case/" + caseId, new CaseEvent.Moved(before, Integer.toString(step))))
                .toList();
    }
}
