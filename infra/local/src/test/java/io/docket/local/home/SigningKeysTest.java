package io.docket.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeysTest {
    @TempDir
    Path root;

    private Home home;

    @BeforeEach
    void create() throws IOException {
        home = Home.of(root, Path.of("stack"));
        home.create();
    }

    @Test
    void they_are_made_once() throws IOException {
        String first = Files.readString(SigningKeys.of(home).create().privateKey());

        assertThat(SigningKeys.of(home).create().privateKey()).hasContent(first);
        assertThat(first).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(SigningKeys.of(home).publicKey()).content().contains("-----BEGIN PUBLIC KEY-----\n");
    }

    @Test
    void master_key_of_interim_data_is_made_once_and_the_bridge_signs_with_a_key_of_its_own() throws IOException {
        String first = Files.readString(MasterKey.of(home).create().file());

        assertThat(MasterKey.of(home).create().file()).hasContent(first);
        assertThat(first).matches("local-1:[A-Za-z0-9+/]{43}=\n");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(MasterKey.of(home).file())))
                .isEqualTo("rw-------");
        assertThat(SigningKeys.ofBridge(home).privateKey())
                .isNotEqualTo(SigningKeys.of(home).privateKey());
    }

    @Test
    void only_the_owner_can_read_the_private_key() throws IOException {
        Path key = SigningKeys.of(home).create().privateKey();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
    }
}
