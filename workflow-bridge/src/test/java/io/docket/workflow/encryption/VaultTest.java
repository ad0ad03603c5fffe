package io.docket.workflow.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final String KEY = "bpm-form-submissions:process/c~p/task/review";

    private final Vault vault = Vaults.fresh();

    @Property(tries = 300)
    void what_was_sealed_opens_in_its_place_and_shows_nothing(@ForAll @Size(max = 300) byte[] plain) {
        String sealed = vault.seal("acme", KEY, "data", plain);

        assertThat(vault.open("acme", KEY, "data", sealed)).isEqualTo(plain);
        assertThat(sealed).startsWith("v1:acme/").isNotEqualTo(vault.seal("acme", KEY, "data", plain));
    }

    @Property(tries = 1_000)
    void any_altered_character_is_refused(
            @ForAll @IntRange(max = 10_000) int place, @ForAll @CharRange(from = '!', to = '~') char other) {
        String sealed = vault.seal("acme", KEY, "data", "{\"amount\":5}".getBytes(UTF_8));
        int at = place % sealed.length();
        String altered = sealed.substring(0, at) + other + sealed.substring(at + 1);

        if (!altered.equals(sealed)) {
            assertThatThrownBy(() -> vault.open("acme", KEY, "data", altered)).isInstanceOf(Tampered.class);
        }
    }

    @Property(tries = 200)
    void any_shortened_or_lengthened_value_is_refused(@ForAll @IntRange(min = 1, max = 60) int count) {
        String sealed = vault.seal("acme", KEY, "data", "{\"amount\":5}".getBytes(UTF_8));

        assertThatThrownBy(() -> vault.open("acme", KEY, "data", sealed.substring(0, sealed.length() - count)))
                .isInstanceOf(Tampered.class);
        assertThatThrownBy(() -> vault.open("acme", KEY, "data", sealed + "A".repeat(count)))
                .isInstanceOf(Tampered.class);
    }

    @Test
    void value_does_not_open_in_another_place_or_for_another_tenant() {
        String sealed = vault.seal("acme", KEY, "data", new byte[] {1});

        assertThatThrownBy(() -> vault.open("acme", KEY + "2", "data", sealed)).isInstanceOf(Tampered.class);
        assertThatThrownBy(() -> vault.open("acme", KEY, "x-access-token", sealed))
                .isInstanceOf(Tampered.class);
        assertThatThrownBy(() -> vault.open("globex", KEY, "data", sealed)).isInstanceOf(Tampered.class);
        assertThatThrownBy(() -> vault.open("globex", KEY, "data", sealed.replace("acme", "globex")))
                .isInstanceOf(Tampered.class);
    }

    @Test
    void tenants_have_keys_of_their_own() {
        String ofAcme = vault.seal("acme", KEY, "data", new byte[] {1});
        String ofGlobex = vault.seal("globex", KEY, "data", new byte[] {1});

        assertThat(Vault.tenantOf(ofAcme)).isEqualTo("acme");
        assertThat(keyId(ofAcme)).isNotEqualTo(keyId(ofGlobex));
    }

    private static String keyId(String sealed) {
        return sealed.substring(sealed.indexOf('/') + 1, sealed.lastIndexOf(':'));
    }
}
