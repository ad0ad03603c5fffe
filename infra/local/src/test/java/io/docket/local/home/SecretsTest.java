package io.docket.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path root;

    private Home home;

    @BeforeEach
    void create() throws IOException {
        home = Home.of(root, Path.of("stack"));
        home.create();
    }

    @Test
    void a_secret_stays_the_same() {
        String first = new Secrets(home.secrets()).get("user-demo");

        assertThat(new Secrets(home.secrets()).get("user-demo"))
                .isEqualTo(first)
                .hasSizeGreaterThanOrEqualTo(24);
    }

    @Test
    void secrets_differ() {
        Secrets secrets = new Secrets(home.secrets());

        assertThat(secrets.get("user-demo")).isNotEqualTo(secrets.get("user-worker"));
    }

    @Test
    void only_the_owner_can_read_them() throws IOException {
        new Secrets(home.secrets()).get("user-demo");

        assertThat(permissions(home.secrets())).isEqualTo("rwx------");
        assertThat(permissions(home.secrets().resolve("user-demo"))).isEqualTo("rw-------");
    }

    @Test
    void folders_that_exist_are_kept() throws IOException {
        String secret = new Secrets(home.secrets()).get("user-demo");

        home.create();

        assertThat(new Secrets(home.secrets()).get("user-demo")).isEqualTo(secret);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
