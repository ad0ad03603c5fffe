package io.docket.projection.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "amount", "concept:name", "a.b", "$where", "100%", "%2E", "%", "x\0y", "%24", "%25.", "Größe"
            })
    void any_name_survives_and_is_safe(String name) {
        String stored = FieldNames.escape(name);

        assertThat(stored).isNotEmpty().doesNotContain(".", "$", "\0");
        assertThat(FieldNames.unescape(stored)).isEqualTo(name);
    }

    @Test
    void a_path_keeps_its_dots_and_nothing_else() {
        assertThat(FieldNames.escapePath("view.doc.data.$where.x")).isEqualTo("view.doc.data.%24where.x");
    }
}
