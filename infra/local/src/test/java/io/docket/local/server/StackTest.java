package io.docket.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.local.UserError;
import io.docket.local.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackTest {
    private static final String FIRST_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";

    @TempDir
    Path root;

    @Test
    void a_server_starts_quickly_and_stays_small() throws IOException {
        assertThat(workingJvm(Map.of())).contains(FIRST_COMPILER_ALONE, "-Xmx200m");
    }

    @Test
    void in_a_long_run_it_is_optimised_and_has_half_as_much_memory_again() throws IOException {
        assertThat(workingJvm(Map.of("DOCKET_LONG_RUN", "true")))
                .contains("-Xmx300m")
                .doesNotContain(FIRST_COMPILER_ALONE);
    }

    @ParameterizedTest
    @CsvSource({"'',important", "none,none", "important,important", "all,all"})
    void exporter_writes_as_much_of_a_process_as_it_is_told(String told, String elements) throws IOException {
        Map<String, String> environment = told.isEmpty() ? Map.of() : Map.of("DOCKET_ZEEBE_ELEMENTS", told);

        assertThat(Zeebe.exporter(stack(environment), Path.of("exporter.jar")))
                .containsEntry("ZEEBE_BROKER_EXPORTERS_DOCKET_ARGS_ELEMENTS", elements);
    }

    @Test
    void level_that_the_exporter_does_not_have_is_one_line() {
        assertThatThrownBy(() -> stack(Map.of("DOCKET_ZEEBE_ELEMENTS", "some")))
                .isInstanceOf(UserError.class)
                .hasMessage("DOCKET_ZEEBE_ELEMENTS=some is not one of none, important, all");
    }

    @Test
    void pages_of_the_gateway_may_connect_to_the_live_service() throws Exception {
        assertThat(liveService(Map.of("DOCKET_PORT_OFFSET", "1000")))
                .containsEntry("DOCKET_LIVE_ALLOWED_ORIGINS", "http://localhost:9080,http://127.0.0.1:9080");
    }

    @Test
    void pages_that_the_user_names_may_connect_instead() throws Exception {
        assertThat(liveService(Map.of("DOCKET_LIVE_ALLOWED_ORIGINS", "http://localhost:5173")))
                .containsEntry("DOCKET_LIVE_ALLOWED_ORIGINS", "http://localhost:5173");
    }

    /** What the service is started with. */
    private Map<String, String> liveService(Map<String, String> environment) throws Exception {
        Path target = root.resolve("notification-service/target");
        Files.createDirectories(target);
        Files.writeString(target.resolve("notification-service-1-runner.jar"), "");
        Server server = Servers.chosen(stack(environment), Set.of("notification-service"))
                .getFirst();
        return server.preparation().prepare().environment();
    }

    private Stack stack(Map<String, String> environment) throws IOException {
        Home home = Home.of(root, Path.of("stack"));
        home.create();
        return Stack.of(home, environment);
    }

    private List<String> workingJvm(Map<String, String> environment) throws IOException {
        return stack(environment).working("server", 200).main("server.jar", "Server");
    }
}
