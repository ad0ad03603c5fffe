package io.docket.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {
    private final Routes routes = Routes.from(Map.of(
            "DOCKET_COMMAND_URL", "http://command",
            "DOCKET_PROJECTION_URL", "http://projection",
            "DOCKET_BRIDGE_URL", "http://bridge",
            "DOCKET_NOTIFICATION_URL", "http://notification",
            "DOCKET_FILES_URL", "http://files"));

    @ParameterizedTest
    @CsvSource({
        "/api/commands, command",
        "/api/commands/open-case, command",
        "/api/commandsx, projection",
        "/api/files/1/content, files",
        "/api/interim/tasks/1/form, bridge",
        "/api/hooks/acme/orders, bridge",
        "/api/events/poll, notification",
        "/ws, notification",
        "/api/cases/7, projection"
    })
    void each_path_has_its_service(String path, String service) {
        assertThat(routes.find(path)).contains(URI.create("http://" + service));
    }

    @Test
    void other_paths_have_none() {
        assertThat(routes.find("/wsx")).isEmpty();
        assertThat(routes.find("/")).isEmpty();
    }
}
