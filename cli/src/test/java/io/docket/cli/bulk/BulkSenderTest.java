package io.docket.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.docket.cli.failure.UserError;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BulkSenderTest {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), 6);

    private final FakePlatform platform;
    private final HttpClient http = HttpClient.newHttpClient();
    private final RecordedTokens tokens = new RecordedTokens();
    private final List<String> outcomes = new ArrayList<>();
    private final List<String> retries = new ArrayList<>();
    private final BulkEndpoint endpoint;
    private final BulkSender sender;

    BulkSenderTest() throws IOException {
        platform = new FakePlatform();
        endpoint = new BulkEndpoint(http, platform.gateway(), tokens, Duration.ofMillis(700));
        sender = new BulkSender(
                endpoint,
                QUICK,
                (command, outcome) -> outcomes.add(command.key() + (outcome.replayed() ? " replayed" : "")),
                (count, reason) -> retries.add(count + " " + reason));
    }

    @AfterEach
    void close() {
        endpoint.close();
        http.shutdownNow();
        platform.close();
    }

    @Test
    void every_command_gets_its_outcome_in_order() throws InterruptedException {
        sender.send(commands(500));

        assertThat(outcomes).isEqualTo(keys(500)).hasSize(500);
        assertThat(platform.executed().keySet()).containsExactlyElementsOf(keys(500));
        assertThat(platform.requests()).isEqualTo(1);
    }

    @Test
    void a_connection_cut_in_the_middle_loses_and_repeats_nothing() throws InterruptedException {
        platform.onCommand((request, command) ->
                request <= 3 && command.path("idempotencyKey").asText().equals("k" + request * 50)
                        ? FakePlatform.CUT
                        : 0);

        sender.send(commands(200));

        assertThat(outcomes).hasSize(200);
        assertThat(outcomes.stream().map(line -> line.replace(" replayed", ""))).containsExactlyElementsOf(keys(200));
        assertThat(platform.executed().keySet()).containsExactlyElementsOf(keys(200));
        assertThat(retries).hasSize(3);
    }

    @Test
    void a_server_that_is_busy_is_asked_again() throws InterruptedException {
        platform.onRequest((request, token) -> request < 3 ? 503 : 0);

        sender.send(commands(10));

        assertThat(platform.executed()).hasSize(10);
        assertThat(platform.requests()).isEqualTo(3);
        assertThat(retries.getFirst()).endsWith("answered 503");
    }

    @Test
    void commands_that_the_server_puts_off_are_sent_again_in_the_order_of_their_case() throws InterruptedException {
        platform.onCommand((request, command) ->
                request == 1 && command.path("idempotencyKey").asText().equals("k3") ? 503 : 0);

        sender.send(commands(20));

        assertThat(outcomes).containsExactlyInAnyOrderElementsOf(keys(20));
        List<String> order = List.copyOf(platform.executed().keySet());
        for (int root = 0; root < 4; root++) {
            int which = root;
            assertThat(order.stream().filter(key -> number(key) % 4 == which))
                    .isSortedAccordingTo((a, b) -> number(a) - number(b));
        }
        assertThat(order.getLast()).isEqualTo("k19");
        assertThat(retries).containsExactly("5 the server is busy");
    }

    @Test
    void a_rejected_command_is_told_with_its_place_and_stops() {
        platform.onCommand(
                (request, command) -> command.path("idempotencyKey").asText().equals("k3") ? 409 : 0);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> sender.send(commands(20)))
                .withMessage("event 3: update-case was rejected: 409 Trouble: with update-case");
        assertThat(platform.requests()).isEqualTo(1);
    }

    @Test
    void a_refused_request_is_told() {
        platform.onRequest((request, token) -> 403);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> sender.send(commands(2)))
                .withMessageEndingWith("/api/commands refused the request: 403 No not now");
    }

    @Test
    void an_expired_token_is_renewed() throws InterruptedException {
        platform.onRequest((request, token) -> token.equals("t0") ? 401 : 0);

        sender.send(commands(5));

        assertThat(platform.executed()).hasSize(5);
        assertThat(tokens.refused).containsExactly("t0");
    }

    @Test
    void an_answer_that_stalls_counts_as_lost() throws InterruptedException {
        platform.onCommand((request, command) ->
                request == 1 && command.path("idempotencyKey").asText().equals("k4") ? FakePlatform.STALL : 0);

        sender.send(commands(8));

        assertThat(platform.executed()).hasSize(8);
        assertThat(retries).hasSize(1);
    }

    @Test
    void a_server_that_stays_away_is_given_up() {
        platform.onRequest((request, token) -> 502);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> sender.send(commands(2)))
                .withMessageStartingWith("giving up after 6 attempts: ")
                .withMessageEndingWith("; the same command again continues where this one stopped");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatever_goes_wrong_nothing_is_lost_repeated_or_reordered(long seed) throws InterruptedException {
        Random random = new Random(seed);
        platform.onRequest((request, token) -> random.nextInt(6) == 0 ? 503 : 0);
        platform.onCommand((request, command) -> {
            int fault = random.nextInt(60);
            return fault == 0 ? FakePlatform.CUT : fault == 1 ? 503 : 0;
        });

        sender.send(commands(300));

        assertThat(platform.executed().keySet()).containsExactlyInAnyOrderElementsOf(keys(300));
        assertThat(outcomes).hasSize(300);
        for (int root = 0; root < 4; root++) {
            int which = root;
            assertThat(platform.executed().keySet().stream().filter(key -> number(key) % 4 == which))
                    .isSortedAccordingTo((a, b) -> number(a) - number(b));
        }
    }

    private static int number(String key) {
        return Integer.parseInt(key.substring(1));
    }

    private static List<String> keys(int count) {
        return commands(count).stream().map(BulkCommand::key).toList();
    }

    private static List<BulkCommand> commands(int count) {
        List<BulkCommand> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String root = "c" + i % 4;
            commands.add(new BulkCommand(
                    "update-case",
                    "k" + i,
                    root,
                    JsonNodeFactory.instance.objectNode().put("caseId", root),
                    "event " + i,
                    true));
        }
        return commands;
    }

    private static final class RecordedTokens implements TokenSource {
        private final Set<String> refused = ConcurrentHashMap.newKeySet();

        @Override
        public String current() {
            return "t" + refused.size();
        }

        @Override
        public void refused(String token) {
            refused.add(token);
        }
    }
}
