package io.docket.command.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.command.decision.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CauseTest {
    @Test
    void the_wire_form_is_read_as_it_is_written() {
        Cause cause = new Cause("0199-e1", "0199-c0", 20);

        assertThat(Cause.parse(cause.text())).isEqualTo(cause);
        assertThat(Cause.parse(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "e",
                "e;correlation=c",
                "e;correlation=c;depth=0",
                "e;correlation=c;depth=-1",
                "e;correlation=c;depth=99999",
                "e;correlation=;depth=1",
                "e e;correlation=c;depth=1"
            })
    void anything_else_is_400(String text) {
        assertThat(catchThrowableOfType(Rejection.class, () -> Cause.parse(text))
                        .refusal()
                        .status())
                .isEqualTo(400);
    }
}
