package io.docket.local.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RealmFileTest {
    private final JsonNode realm = read();

    @Test
    void no_secret_is_in_the_file() {
        List<String> secrets = new ArrayList<>(realm.findValuesAsText("secret"));
        realm.path("users")
                .forEach(user -> secrets.addAll(user.path("credentials").findValuesAsText("value")));

        assertThat(secrets).isNotEmpty().allMatch(secret -> secret.matches("\\$\\{DOCKET_[A-Z_]+}"));
    }

    @Test
    void every_demo_user_has_a_tenant_and_a_password_of_its_own() {
        for (String name : DemoUsers.NAMES) {
            JsonNode user = user(name);

            assertThat(user.path("attributes").path("tenant").path(0).asText()).isIn("acme", "globex");
            assertThat(user.path("credentials").path(0).path("value").asText())
                    .isEqualTo("${DOCKET_PASSWORD_%s}".formatted(name.toUpperCase(Locale.ROOT)));
        }
    }

    @Test
    void the_engine_role_belongs_to_the_bridge_alone() {
        for (JsonNode user : realm.path("users")) {
            boolean engine = user.path("realmRoles").toString().contains("\"engine\"");

            assertThat(engine).isEqualTo(user.has("serviceAccountClientId"));
        }
    }

    @Test
    void only_the_command_line_may_exchange_a_password_for_a_token() {
        for (JsonNode client : realm.path("clients")) {
            assertThat(client.path("directAccessGrantsEnabled").asBoolean(false))
                    .isEqualTo(client.path("clientId").asText().equals("docket-cli"));
        }
    }

    private JsonNode user(String name) {
        for (JsonNode user : realm.path("users")) {
            if (user.path("username").asText().equals(name)) {
                return user;
            }
        }
        throw new AssertionError(name);
    }

    private static JsonNode read() {
        try {
            return Json.tree(Files.readAllBytes(Path.of("../keycloak/docket-realm.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
