package io.docket.files.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadKeysTest {
    @Test
    void a_key_of_a_tenant_is_always_the_same_file() {
        assertThat(UploadKeys.fileId("acme", "mail:1:file:1"))
                .isEqualTo(UploadKeys.fileId("acme", " mail:1:file:1 "))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                .isNotEqualTo(UploadKeys.fileId("acme", "mail:1:file:2"))
                .isNotEqualTo(UploadKeys.fileId("globex", "mail:1:file:1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, UploadKeys.MAX_LENGTH + 1})
    void a_key_that_is_empty_or_too_long_is_none(int length) {
        HttpProblem problem =
                catchThrowableOfType(HttpProblem.class, () -> UploadKeys.fileId("acme", "k".repeat(length)));

        assertThat(problem.getStatusCode()).isEqualTo(400);
    }

    @Test
    void a_key_of_another_file_is_told() {
        assertThat(UploadKeys.reuse().getStatusCode()).isEqualTo(422);
    }
}
