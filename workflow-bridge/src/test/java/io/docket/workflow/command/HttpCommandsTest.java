package io.docket.workflow.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.json.Json;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.simulation.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCommandsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final VirtualTime time = new VirtualTime();
    private final RecordingServer server = new RecordingServer();
    private final HttpCommands commands = new HttpCommands(http, server.url(), tokens(server.issuer()), TIMEOUT);

    HttpCommandsTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    @Test
    void command_arrives_with_its_key_in_the_name_of_the_tenant() {
        commands.send(command("acme"));

        assertThat(server.commands())
                .containsExactly(
                        new RecordingServer.Request("create-task", "key-1", "Bearer token-1", "{\"name\":\"Review\"}"));
        assertThat(server.tokenForms())
                .containsExactly("grant_type=client_credentials&client_id=docket-bridge-acme&client_secret=s%26cret");
    }

    @Test
    void token_is_kept_for_each_tenant_until_shortly_before_it_expires() {
        commands.send(command("acme"));
        commands.send(command("acme"));
        commands.send(command("globex"));
        assertThat(server.tokenForms()).hasSize(2);

        time.sleep(Duration.ofSeconds(46));
        commands.send(command("acme"));

        assertThat(server.commands().getLast().authorization()).isEqualTo("Bearer token-3");
    }

    @Test
    void token_that_is_not_accepted_is_replaced() {
        server.plan(401);
        assertThatThrownBy(() -> commands.send(command("acme"))).isInstanceOf(Unavailable.class);

        commands.send(command("acme"));

        assertThat(server.commands().getLast().authorization()).isEqualTo("Bearer token-2");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 409, 412, 413, 422})
    void answer_that_will_not_change_is_a_refusal(int status) {
        server.plan(status);

        assertThatThrownBy(() -> commands.send(command("acme")))
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.code()).isEqualTo("command-" + status));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 429, 500, 502, 503, 504})
    void answer_that_may_change_is_not(int status) {
        server.plan(status);

        assertThatThrownBy(() -> commands.send(command("acme"))).isInstanceOf(Unavailable.class);
    }

    @Test
    void service_or_issuer_that_is_not_there_may_come_back() {
        URI nowhere = URI.create("http://127.0.0.1:1");
        HttpCommands withoutService = new HttpCommands(http, nowhere, tokens(server.issuer()), TIMEOUT);
        HttpCommands withoutIssuer = new HttpCommands(http, server.url(), tokens(nowhere), TIMEOUT);

        assertThatThrownBy(() -> withoutService.send(command("acme"))).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> withoutIssuer.send(command("acme"))).isInstanceOf(Unavailable.class);
    }

    private ServiceTokens tokens(URI issuer) {
        return new ServiceTokens(http, issuer, "docket-bridge-", "s&cret", time);
    }

    private static BridgeCommand command(String tenant) {
        return new BridgeCommand(
                tenant, "create-task", "key-1", Json.mapper().createObjectNode().put("name", "Review"));
    }
}
