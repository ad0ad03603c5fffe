package io.docket.command.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.command.decision.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadersTest {
    @Test
    void an_expected_version_is_an_etag() {
        assertThat(RequestHeaders.expectedVersion("\"3\"")).isEqualTo(3);
        assertThat(RequestHeaders.expectedVersion("3")).isEqualTo(3);
        assertThat(RequestHeaders.expectedVersion("*")).isNull();
        assertThat(RequestHeaders.expectedVersion(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"a\"", "W/\"3\"", "-1", "\"3", "9999999999999999999999"})
    void anything_else_is_refused(String header) {
        assertThat(catchThrowableOfType(Rejection.class, () -> RequestHeaders.expectedVersion(header))
                        .refusal()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_key_has_1_to_255_characters() {
        assertThat(RequestHeaders.idempotencyKey("k".repeat(255))).hasSize(255);
        assertThat(catchThrowableOfType(Rejection.class, () -> RequestHeaders.idempotencyKey("k".repeat(256))))
                .isNotNull();
        assertThat(catchThrowableOfType(Rejection.class, () -> RequestHeaders.idempotencyKey(" ")))
                .isNotNull();
    }

    @Test
    void a_header_is_text_in_utf_8_where_its_bytes_are() {
        String key = "Größe 7 €";
        String asItCame = new String(key.getBytes(UTF_8), ISO_8859_1);

        assertThat(RequestHeaders.text(asItCame)).isEqualTo(key);
        assertThat(RequestHeaders.text("order-7")).isEqualTo("order-7");
        assertThat(RequestHeaders.text("Größe")).isEqualTo("Größe");
        assertThat(RequestHeaders.text(null)).isNull();
    }

    @Test
    void a_malformed_trace_context_is_ignored() {
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        assertThat(RequestHeaders.traceparent(traceparent)).isEqualTo(traceparent);
        assertThat(RequestHeaders.traceparent("00-xyz")).isNull();
    }

    @Test
    void respond_async_may_be_one_of_several_preferences() {
        assertThat(RequestHeaders.prefersAsync("wait=5, Respond-Async")).isTrue();
        assertThat(RequestHeaders.prefersAsync("wait=5")).isFalse();
        assertThat(RequestHeaders.prefersAsync(null)).isFalse();
    }
}
