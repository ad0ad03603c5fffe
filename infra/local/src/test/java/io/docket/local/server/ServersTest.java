package io.docket.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.local.UserError;
import io.docket.local.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTest {
    @TempDir
    Path root;

    @Test
    void without_a_choice_everything_is_started() throws IOException {
        assertThat(names(Set.of()))
                .contains("kafka", "zeebe", "keycloak", "redis", "mongo", "s3", "gateway", "command-service")
                .hasSize(12);
    }

    @Test
    void groups_and_names_can_be_chosen_together() throws IOException {
        assertThat(names(Set.of("services", "redis")))
                .contains("redis", "gateway", "file-service")
                .doesNotContain("kafka");
    }

    @Test
    void an_unknown_name_is_refused_with_the_known_ones() {
        assertThatThrownBy(() -> names(Set.of("kafkaa")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("kafkaa")
                .hasMessageContaining("mongo");
    }

    @Test
    void no_port_belongs_to_two_servers() throws IOException {
        List<Server> servers = Servers.all(stack());

        var ports = servers.stream().flatMap(server -> server.ports().stream()).toList();

        assertThat(new HashSet<>(ports)).hasSameSizeAs(ports);
    }

    private List<String> names(Set<String> chosen) throws IOException {
        return Servers.chosen(stack(), chosen).stream().map(Server::name).toList();
    }

    private Stack stack() throws IOException {
        Home home = Home.of(root, Path.of("stack"));
        home.create();
        return Stack.of(home, Map.of());
    }
}
