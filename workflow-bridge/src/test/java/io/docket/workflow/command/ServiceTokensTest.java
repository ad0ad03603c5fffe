package io.docket.workflow.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.json.Json;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.simulation.VirtualTime;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTokensTest {
    private static final String CLIENT = "docket-bridge-globex";
    private static final String UNKNOWN = "{\"error\":\"invalid_client\",\"error_description\":\"Invalid client\"}";

    private final HttpClient http = HttpClient.newHttpClient();
    private final RecordingServer server = new RecordingServer();
    private final VirtualTime time = new VirtualTime();
    private final ServiceTokens tokens = new ServiceTokens(http, server.issuer(), "docket-bridge-", "secret", time);

    ServiceTokensTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    @ParameterizedTest
    @CsvSource({"400, invalid_client", "401, invalid_client", "401, unauthorized_client"})
    void client_that_the_issuer_refuses_is_no_account(int status, String error) {
        server.refuse(CLIENT, status, "{\"error\":\"" + error + "\"}");

        assertThatThrownBy(() -> tokens.of("globex"))
                .isInstanceOf(NoAccount.class)
                .hasMessageContaining("globex");
        assertThat(tokens.of("acme")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | {\"error\":\"invalid_client\"}",
                "404 | {\"error\":\"Realm does not exist\"}",
                "400 | {\"error\":\"invalid_request\"}",
                "401 | <html>a proxy</html>",
                "401 | {}",
                "429 | {\"error\":\"invalid_client\"}"
            })
    void issuer_that_says_nothing_of_the_client_is_away(int status, String body) {
        server.refuse(CLIENT, status, body);

        assertThatThrownBy(() -> tokens.of("globex"))
                .isInstanceOf(Unavailable.class)
                .isNotInstanceOf(NoAccount.class);
    }

    @Test
    void issuer_is_asked_about_a_refused_client_once_in_a_while_and_then_finds_it() {
        server.refuse(CLIENT, 401, UNKNOWN);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> tokens.of("globex")).isInstanceOf(NoAccount.class);
        }
        assertThat(server.tokenForms()).hasSize(1);
        server.welcome(CLIENT);

        time.sleep(Duration.ofSeconds(5));

        assertThat(tokens.of("globex")).isNotEmpty();
        assertThat(server.tokenForms()).hasSize(2);
    }

    @Test
    void commands_of_others_in_the_same_batch_go_out() {
        server.refuse(CLIENT, 401, UNKNOWN);
        BulkCommands commands = new BulkCommands(http, server.url(), tokens, Duration.ofSeconds(10));

        List<CommandBatches.Answer> answers =
                commands.callAll(List.of(command("globex", "g"), command("acme", "a"), command("globex", "h")));

        assertThat(answers.get(0).fault()).isInstanceOf(NoAccount.class);
        assertThat(answers.get(1).fault()).isNull();
        assertThat(answers.get(2).fault()).isInstanceOf(NoAccount.class);
        assertThat(server.commands())
                .extracting(RecordingServer.Request::idempotencyKey)
                .containsExactly("a");
    }

    private static BridgeCommand command(String tenant, String key) {
        return new BridgeCommand(tenant, "create-task", key, Json.mapper().createObjectNode());
    }
}
