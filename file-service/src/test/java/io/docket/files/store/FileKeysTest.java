package io.docket.files.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKeysTest {
    @Test
    void bytes_and_record_lie_side_by_side_under_the_tenant() {
        assertThat(FileKeys.content("acme", "f1", "abc")).isEqualTo("acme/f1/abc");
        assertThat(FileKeys.record("acme", "f1")).isEqualTo("acme/f1/meta.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", ".hidden", "a/b", "a\\b", "acme ", "a%2fb"})
    void a_tenant_that_could_leave_its_prefix_has_no_key(String tenant) {
        assertThatIllegalArgumentException().isThrownBy(() -> FileKeys.record(tenant, "f1"));
    }
}
