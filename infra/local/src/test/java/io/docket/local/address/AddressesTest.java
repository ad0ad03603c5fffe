package io.docket.local.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.local.home.Home;
import io.docket.local.home.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {
    @TempDir
    Path root;

    private Home home;

    @BeforeEach
    void create() throws IOException {
        home = Home.of(root, Path.of("stack"));
        home.create();
    }

    @Test
    void addresses_follow_the_ports() {
        Addresses addresses = addresses(Map.of("DOCKET_PORT_OFFSET", "1000"));

        assertThat(addresses.get("DOCKET_KAFKA")).isEqualTo("127.0.0.1:20092");
        assertThat(addresses.get("DOCKET_OIDC_ISSUER")).isEqualTo("http://127.0.0.1:9089/realms/docket");
    }

    @Test
    void an_address_of_the_user_wins_and_marks_the_server_as_not_ours() {
        Addresses addresses = addresses(Map.of("DOCKET_MONGO_URI", "mongodb://db.example:27017"));

        assertThat(addresses.get("DOCKET_MONGO_URI")).isEqualTo("mongodb://db.example:27017");
        assertThat(addresses.isExternal("DOCKET_MONGO_URI")).isTrue();
        assertThat(addresses.isExternal("DOCKET_KAFKA")).isFalse();
    }

    @Test
    void our_own_address_in_the_environment_does_not_make_the_server_foreign() {
        Addresses addresses = addresses(Map.of("DOCKET_KAFKA", "127.0.0.1:19092", "DOCKET_REDIS_URI", ""));

        assertThat(addresses.isExternal("DOCKET_KAFKA")).isFalse();
        assertThat(addresses.isExternal("DOCKET_REDIS_URI")).isFalse();
    }

    @Test
    void the_lines_for_a_shell_name_every_address_once_and_quote_what_a_shell_would_read() {
        Addresses addresses = addresses(Map.of("DOCKET_MONGO_URI", "mongodb://a/?x=1&y='2'"));

        assertThat(addresses.rendered())
                .contains("DOCKET_GATEWAY_URL=http://127.0.0.1:8080\n")
                .contains("DOCKET_MONGO_URI='mongodb://a/?x=1&y='\\''2'\\'''\n")
                .contains("DOCKET_HOME=" + home.path());
        assertThat(addresses.rendered().lines().map(line -> line.split("=")[0])).doesNotHaveDuplicates();
    }

    private Addresses addresses(Map<String, String> environment) {
        return Addresses.of(home, Ports.from(environment), new Secrets(home.secrets()), environment);
    }
}
