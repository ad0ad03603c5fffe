package io.docket.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.local.process.Launch;
import io.docket.local.server.Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StartOrderTest {
    @Test
    void who_needs_others_comes_after_them() {
        List<List<Server>> layers = StartOrder.layers(List.of(
                server("projection", "kafka", "mongo"),
                server("kafka"),
                server("mongo"),
                server("gateway", "projection")));

        assertThat(layers.stream().map(layer -> layer.stream().map(Server::name).toList()))
                .containsExactly(List.of("kafka", "mongo"), List.of("projection"), List.of("gateway"));
    }

    @Test
    void what_is_not_started_is_not_waited_for() {
        List<List<Server>> layers = StartOrder.layers(List.of(server("projection", "kafka")));

        assertThat(layers).hasSize(1);
    }

    @Test
    void a_circle_is_refused() {
        assertThatThrownBy(() -> StartOrder.layers(List.of(server("a", "b"), server("b", "a"))))
                .hasMessageContaining("circle");
    }

    private static Server server(String name, String... dependsOn) {
        return new Server(
                name,
                Server.Kind.INFRA,
                Set.of(dependsOn),
                List.of(),
                "",
                null,
                () -> new Launch(List.of(), Map.of(), Path.of(".")),
                () -> true,
                Duration.ZERO);
    }
}
