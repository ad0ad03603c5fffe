package io.docket.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.cli.failure.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void point_to_the_home_folder() {
        environment.put("DOCKET_HOME", home.toString());
    }

    @Test
    void the_environment_comes_before_the_file_and_the_file_before_the_defaults() throws IOException {
        Files.writeString(
                home.resolve("env"),
                "# addresses\nDOCKET_GATEWAY_URL=http://127.0.0.1:1\nDOCKET_OIDC_ISSUER=https://id.example/realms/x/\n");
        environment.put("DOCKET_GATEWAY_URL", "http://127.0.0.1:2/");

        Settings settings = Settings.load(environment::get);

        assertThat(settings.gateway()).isEqualTo(URI.create("http://127.0.0.1:2"));
        assertThat(settings.issuer()).isEqualTo(URI.create("https://id.example/realms/x"));
    }

    @Test
    void without_anything_the_local_platform_is_meant() {
        Settings settings = Settings.load(environment::get);

        assertThat(settings.gateway()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(settings.issuer()).isEqualTo(URI.create("http://127.0.0.1:8089/realms/docket"));
    }

    @Test
    void a_password_is_read_from_its_file() throws IOException {
        Files.createDirectory(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/user-demo"), "s3cret\n");

        assertThat(Settings.load(environment::get).password("demo")).isEqualTo("s3cret");
    }

    @Test
    void what_is_missing_or_wrong_is_told_in_one_line() {
        environment.put("DOCKET_GATEWAY_URL", "not an address");
        environment.put("DOCKET_OIDC_ISSUER", "file:/x");
        Settings settings = Settings.load(environment::get);

        assertThatExceptionOfType(UserError.class)
                .isThrownBy(settings::gateway)
                .withMessage("DOCKET_GATEWAY_URL is not an address: not an address");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(settings::issuer)
                .withMessage("DOCKET_OIDC_ISSUER is not an http(s) address: file:/x");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> settings.password("demo"))
                .withMessageStartingWith("no password for the user demo: ");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> settings.password("../x"))
                .withMessage("not a user name: ../x");
    }
}
