package io.docket.workflow.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.simulation.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataKeysTest {
    private final KeysInMemory store = new KeysInMemory();
    private final VirtualTime time = new VirtualTime();
    private final DataKeys keys = Vaults.keys(store, time);
    private final Vault vault = Vaults.over(keys);

    @Test
    void after_a_rotation_former_values_open_and_new_ones_take_the_new_key() {
        String before = vault.seal("acme", "k", "data", new byte[] {1});

        String id = keys.rotate("acme");

        String after = vault.seal("acme", "k", "data", new byte[] {2});
        assertThat(vault.open("acme", "k", "data", before)).containsExactly(1);
        assertThat(after).startsWith("v1:acme/" + id + ":");
        assertThat(vault.isCurrent(before)).isFalse();
        assertThat(vault.isCurrent(after)).isTrue();
    }

    @Test
    void rotation_by_another_instance_is_noticed_within_seconds() {
        vault.seal("acme", "k", "data", new byte[] {1});
        String id = Vaults.keys(store, time).rotate("acme");

        time.sleep(DataKeys.CURRENT_FOR);

        assertThat(vault.seal("acme", "k", "data", new byte[] {1})).contains("/" + id + ":");
    }

    @Test
    void key_of_one_tenant_is_no_key_of_another() {
        vault.seal("acme", "k", "data", new byte[] {1});
        String id = store.currentId("acme").orElseThrow();
        store.restore("globex", id, store.find("acme", id).orElseThrow());

        assertThatThrownBy(() -> keys.key("globex", id)).isInstanceOf(Tampered.class);
    }

    @Test
    void master_key_is_replaced_while_everything_stays_readable(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("masters"), Vaults.MASTER + "\n");
        DataKeys ours = new DataKeys(store, LocalMasterKeys.inFile(file), time);
        String sealed = Vaults.over(ours).seal("acme", "k", "data", new byte[] {7});

        Files.writeString(file, Vaults.SECOND_MASTER + "\n" + Vaults.MASTER + "\n");
        assertThat(ours.rewrapAll()).isEqualTo(1);
        assertThat(ours.rewrapAll()).isZero();
        Files.writeString(file, Vaults.SECOND_MASTER + "\n");

        DataKeys afterRestart = new DataKeys(store, LocalMasterKeys.inFile(file), time);
        assertThat(Vaults.over(afterRestart).open("acme", "k", "data", sealed)).containsExactly(7);
        assertThatThrownBy(() -> Vaults.over(Vaults.keys(store, time)).open("acme", "k", "data", sealed))
                .isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "m1:", "m1:MTIzNDU2"})
    void file_of_master_keys_that_is_half_written_is_one_that_is_away(String half, @TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("masters"), Vaults.MASTER);
        LocalMasterKeys masters = LocalMasterKeys.inFile(file);
        WrappedKey wrapped = masters.wrap("acme", AesGcm.randomKey());

        Files.writeString(file, half);

        assertThatThrownBy(masters::currentId).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> masters.wrap("acme", AesGcm.randomKey())).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> masters.unwrap("acme", wrapped)).isInstanceOf(Unavailable.class);
        Files.writeString(file, Vaults.MASTER);
        assertThat(masters.unwrap("acme", wrapped)).hasSize(32);
    }

    @Test
    void bad_master_key_stops_the_start() {
        assertThatThrownBy(() -> LocalMasterKeys.of("m1:c2hvcnQ=")).hasMessageContaining("32 bytes");
        assertThatThrownBy(() -> LocalMasterKeys.of("")).hasMessageContaining("no master key");
        assertThatThrownBy(() -> LocalMasterKeys.of("nonsense")).isInstanceOf(IllegalArgumentException.class);
    }
}
