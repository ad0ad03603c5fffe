package io.docket.system.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.system.history.XesTraces.Event;
import io.docket.system.loans.LoanLog;
import io.docket.system.support.Api;
import io.docket.system.support.CommandLine;
import io.docket.system.support.Fixtures;
import io.docket.system.support.Platform;
import io.docket.system.support.RawRequest;
import io.docket.system.support.Tokens;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A bank's applications are imported, and what an auditor and a process miner get back is compared with the file itself.
 * The slice is {@code -Ddocket.history.traces} long.
 */
@TestInstance(Lifecycle.PER_CLASS)
class HistoryIT {
    private static final String TYPE = Fixtures.unique("loan-application");
    private static final String ROOTS = "root=" + TYPE + ".*";
    private static final int OK = 200;

    /** The whole log takes the index some minutes behind an import on a busy machine. */
    private static final Duration INDEXED = Duration.ofMinutes(10);

    private static final int TRACES = Integer.getInteger("docket.history.traces", 60);
    private static final long IMPORT_SECONDS = 1_200;
    private static final Duration CATCH_UP = Duration.ofMinutes(3);
    private static final int MAX_STREAMS = 4;
    private static final Api DEMO = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Api OTHER = new Api("other");

    @TempDir
    private static Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Map<String, List<Event>> file;
    private List<JsonNode> streamed;

    @BeforeAll
    void import_a_slice() throws Exception {
        Path log = LoanLog.in(folder);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(log))) {
            file = XesTraces.read(in, TRACES);
        }
        CommandLine.Finished run = CommandLine.run(
                folder.resolve("import.log"),
                IMPORT_SECONDS,
                "import",
                log.toString(),
                "--mapping",
                "loan-application",
                "--case-type",
                TYPE,
                "--limit-traces",
                Integer.toString(TRACES));
        assertThat(run.exit()).as(run.output()).isZero();
        streamed = lines(get("demo", "/api/history/stream?from=earliest&" + ROOTS));
        String last = streamed.getLast().path("position").asText();
        Awaitility.await().atMost(INDEXED).until(() -> isIndexed(last));
    }

    private static boolean isIndexed(String position) {
        return DEMO.request()
                        .header("Docket-After", position)
                        .header("Docket-Wait", "30")
                        .get("/api/history?limit=1")
                        .statusCode()
                == OK;
    }

    @Test
    void the_exported_event_log_is_the_one_that_was_imported() throws Exception {
        try (InputStream xes = get("demo", "/api/history/export?format=xes&" + ROOTS)) {
            Map<String, List<Event>> exported = XesTraces.read(xes, Integer.MAX_VALUE);

            assertThat(exported.keySet()).isEqualTo(file.keySet());
            file.forEach(
                    (trace, events) -> assertThat(exported.get(trace)).as(trace).isEqualTo(events));
        }
    }

    @Test
    void stream_export_and_search_tell_the_same_events() throws Exception {
        List<JsonNode> exported = lines(get("demo", "/api/history/export?format=ndjson&" + ROOTS));

        List<String> expected = positions(streamed);
        assertThat(new HashSet<>(expected)).hasSize(expected.size());
        assertThat(sorted(positions(exported))).isEqualTo(sorted(expected));
        List<String> oldestFirst = pages("oldest");
        assertThat(sorted(oldestFirst)).isEqualTo(sorted(expected));
        assertThat(pages("newest")).isEqualTo(oldestFirst.reversed());
    }

    @Test
    void a_stream_goes_on_from_the_cursor_of_any_line() throws Exception {
        int at = streamed.size() / 2;
        String cursor = streamed.get(at).path("cursor").asText();

        List<JsonNode> rest = lines(get("demo", "/api/history/stream?from=" + cursor + "&" + ROOTS));

        Set<String> before = new HashSet<>(positions(streamed.subList(0, at + 1)));
        assertThat(positions(rest)).noneMatch(before::contains).hasSize(streamed.size() - before.size());
    }

    @Test
    void a_search_sees_a_command_whose_position_it_is_given() {
        String type = Fixtures.permitType(Map.of());
        Response opened = WORKER.accepted(
                "open-case",
                Map.of("caseType", type, "title", "Dormer", "data", Map.of("street", "Herengracht", "floors", 3)));
        String id = opened.path("id");

        for (String filter : List.of(
                "subject=case/" + id,
                "root=" + id + "&type=docket.case.*",
                "actor=worker&data.caseType=" + type,
                "text=herengr*&data.caseType=" + type,
                "data.floors=3&data.caseType=" + type,
                "data.nothing=&root=" + id)) {
            DEMO.after(opened, "/api/history?" + filter)
                    .then()
                    .statusCode(200)
                    .body("items.size()", equalTo(1))
                    .body("items[0].subject", equalTo("case/" + id))
                    .body("items[0].position", equalTo(opened.header("Docket-Position")))
                    .body("items[0].data.data.street", equalTo("Herengracht"));
        }
        OTHER.after(opened, "/api/history?subject=case/" + id)
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(0));
    }

    @Test
    void an_export_holds_a_command_whose_position_it_is_given() throws Exception {
        String type = Fixtures.permitType(Map.of());
        for (int i = 0; i < 20; i++) {
            Response opened = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of("street", "Dam")));

            Response export = DEMO.after(opened, "/api/history/export?subject=case/" + opened.path("id"));

            assertThat(export.statusCode()).isEqualTo(200);
            assertThat(Json.tree(export.asByteArray()).path("position").asText())
                    .isEqualTo(opened.header("Docket-Position"));
        }
    }

    @Test
    void another_tenant_gets_nothing_of_it() throws Exception {
        assertThat(lines(get("other", "/api/history/stream?from=earliest&" + ROOTS)))
                .isEmpty();
        assertThat(lines(get("other", "/api/history/export?" + ROOTS))).isEmpty();
        try (InputStream xes = get("other", "/api/history/export?format=xes&" + ROOTS)) {
            assertThat(XesTraces.read(xes, Integer.MAX_VALUE)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/stream", "/export"})
    void who_is_no_auditor_gets_nothing_at_all(String path) {
        WORKER.request().get("/api/history" + path).then().statusCode(403);
    }

    @Test
    void other_tools_get_their_formats() throws Exception {
        try (InputStream parquet = get("demo", "/api/history/export?format=parquet&" + ROOTS)) {
            assertThat(sorted(OtherTools.positions(parquet.readAllBytes()))).isEqualTo(sorted(positions(streamed)));
        }
        try (InputStream xes = get("demo", "/api/history/export?format=xes&" + ROOTS)) {
            OtherTools.requireXes(xes);
        }
        try (InputStream ocel = get("demo", "/api/history/export?format=ocel&" + ROOTS)) {
            byte[] bytes = ocel.readAllBytes();
            assertThat(OtherTools.faultsOfOcel(bytes)).isEmpty();
            JsonNode log = Json.tree(bytes);
            assertThat(log.path("events")).hasSize(streamed.size());
            assertThat(log.path("objects").findValuesAsText("type").stream()
                            .filter(type -> type.equals("case"))
                            .count())
                    .isEqualTo(file.size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/history?colour=red",
                "/api/history?limit=1000000000",
                "/api/history?text=(a%2B)%2B$",
                "/api/history?from=yesterday",
                "/api/history?after=AQAAAAAAAAAB",
                "/api/history?order=random",
                "/api/history/stream?from=AX__________",
                "/api/history/stream?from=hello",
                "/api/history/stream?from=AQAAAAAAAAABAAAAAAAAAAEAAAAAAAAAAQAAAAAAAAABAAAAAAAAAAEAAAAAAAAAAQAAAAAAAAAB",
                "/api/history/stream?limit=5",
                "/api/history/export?format=csv",
                "/api/history/export?to=31-12-2025"
            })
    void one_clear_answer_to(String wrong) {
        String parameter = wrong.substring(wrong.indexOf('?') + 1, wrong.indexOf('='));

        DEMO.request()
                .urlEncodingEnabled(false)
                .get(wrong)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("https://docket.io/problems/invalid-request"))
                .body("detail", containsString(parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?text=100%", "/stream?from=%", "/export?actor=%zz"})
    void one_clear_answer_to_an_address_that_cannot_be_decoded(String target) throws Exception {
        assertThat(RawRequest.get("demo", "/api/history" + target))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json", "https://docket.io/problems/invalid-request");
    }

    @Test
    void streams_that_follow_hear_the_new_and_are_bounded() throws Exception {
        String type = Fixtures.permitType(Map.of());
        String query = "/api/history/stream?from=earliest&follow=true&data.caseType=" + type;
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        try {
            for (int i = 0; i < MAX_STREAMS; i++) {
                open.add(send("demo", query));
                assertThat(open.getLast().statusCode()).isEqualTo(200);
            }
            HttpResponse<InputStream> oneTooMany = send("demo", query);
            assertThat(oneTooMany.statusCode()).isEqualTo(429);
            assertThat(oneTooMany.headers().firstValue("Retry-After")).isPresent();
            oneTooMany.body().close();

            String id = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of("street", "Dam")))
                    .path("id");

            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(open.getFirst().body(), UTF_8));
            String line = lines.readLine();
            while (line.isEmpty()) {
                line = lines.readLine();
            }
            assertThat(Json.tree(line.getBytes(UTF_8)).path("subject").asText()).isEqualTo("case/" + id);
        } finally {
            for (HttpResponse<InputStream> stream : open) {
                stream.body().close();
            }
        }
        await().atMost(CATCH_UP).until(() -> {
            WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of("street", "Dam")));
            HttpResponse<InputStream> again = send("demo", query);
            again.body().close();
            return again.statusCode() == 200;
        });
    }

    private List<String> pages(String order) throws IOException, InterruptedException {
        List<String> positions = new ArrayList<>();
        String after = "";
        while (after != null) {
            try (InputStream body = get(
                    "demo",
                    "/api/history?limit=200&order=" + order + "&" + ROOTS
                            + (after.isEmpty() ? "" : "&after=" + after))) {
                JsonNode page = Json.tree(body.readAllBytes());
                page.path("items")
                        .forEach(event -> positions.add(event.path("position").asText()));
                after = page.path("next").textValue();
            }
        }
        return positions;
    }

    private InputStream get(String user, String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = send(user, path);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<InputStream> send(String user, String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(Platform.gateway() + path))
                        .header("Authorization", "Bearer " + Tokens.of(user))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static List<JsonNode> lines(InputStream body) throws IOException {
        try (body) {
            return new String(body.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> Json.tree(line.getBytes(UTF_8)))
                    .toList();
        }
    }

    private static List<String> sorted(List<String> positions) {
        return positions.stream().sorted().toList();
    }

    private static List<String> positions(List<JsonNode> events) {
        return events.stream().map(event -> event.path("position").asText()).toList();
    }
}
