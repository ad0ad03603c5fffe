package io.docket.cli.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.cli.bulk.Backoff;
import io.docket.cli.failure.UserError;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveStreamTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), 4);

    private final List<String> events = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    @Test
    void a_lost_connection_goes_on_from_the_last_cursor() throws IOException, InterruptedException {
        try (FakeLive server =
                new FakeLive((from, client) -> answerTwoEvents(Integer.parseInt(from.substring(1)), client))) {
            run(
                    server,
                    new Subscription(
                            Json.mapper().createObjectNode().put("assignee", "me"),
                            "c0",
                            event -> {
                                events.add(event.path("id").asText());
                                return events.size() < 5;
                            },
                            notes::add));

            assertThat(events).containsExactly("1", "2", "3", "4", "5");
            assertThat(server.handshakes()).containsOnly("docket.v1");
            assertThat(server.frames())
                    .contains("{\"op\":\"auth\",\"token\":\"t\"}")
                    .anySatisfy(frame -> assertThat(frame)
                            .matches("\\{\"op\":\"subscribe\",\"id\":\"watch\",\"from\":\"c[1-4]\","
                                    + "\"filter\":\\{\"assignee\":\"me\"}}"));
            assertThat(notes.getFirst()).startsWith("connection lost (").endsWith("going on from the last cursor");
        }
    }

    @Test
    void a_refusal_is_told_and_not_tried_again() throws IOException {
        try (FakeLive server = new FakeLive((from, client) -> send(
                client,
                "{\"op\":\"error\",\"id\":\"watch\",\"problem\":{\"status\":400,\"title\":\"Bad filter\","
                        + "\"detail\":\"no such field\"}}"))) {
            Subscription subscription =
                    new Subscription(Json.mapper().createObjectNode(), "now", event -> true, notes::add);

            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> run(server, subscription))
                    .withMessageEndingWith("/ws refused: 400 Bad filter no such field");
        }
    }

    @Test
    void a_server_that_stays_away_is_given_up() throws IOException {
        FakeLive server = new FakeLive((from, client) -> {});
        server.close();
        Subscription subscription =
                new Subscription(Json.mapper().createObjectNode(), "now", event -> true, notes::add);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> run(server, subscription))
                .withMessageContaining("/ws stays away: ");
        assertThat(notes).hasSize(4);
    }

    @Test
    void a_line_shows_time_type_subject_actor_and_data() {
        String event = "{\"time\":\"2024-01-01T00:00:00Z\",\"type\":\"docket.case.moved.v1\",\"subject\":\"case/1\","
                + "\"actor\":\"ann\",\"data\":{\"from\":\"a\",\"to\":\"" + "b".repeat(200) + "\"}}";

        assertThat(EventLine.of(Json.tree(event.getBytes(UTF_8))))
                .startsWith("2024-01-01T00:00:00Z  docket.case.moved.v1  case/1  ann  {\"from\":\"a\",\"to\":\"bbb")
                .endsWith("b…");
    }

    private static void run(FakeLive server, Subscription subscription) throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        try {
            new LiveStream(http, server.gateway(), () -> "t", QUICK).run(subscription);
        } finally {
            http.shutdownNow();
        }
    }

    private static void answerTwoEvents(int cursor, FakeLive.Answers client) {
        send(client, "{\"op\":\"subscribed\",\"id\":\"watch\",\"cursor\":\"c" + cursor + "\",\"recovered\":true}");
        for (int next = cursor + 1; next <= cursor + 2; next++) {
            send(
                    client,
                    "{\"op\":\"event\",\"id\":\"watch\",\"cursor\":\"c" + next + "\",\"event\":{\"id\":\"" + next
                            + "\",\"data\":{\"text\":\"" + "x".repeat(300) + "\"}}}");
        }
    }

    private static void send(FakeLive.Answers client, String frame) {
        try {
            client.send(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
