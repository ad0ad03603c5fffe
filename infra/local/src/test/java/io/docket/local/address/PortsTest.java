package io.docket.local.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.local.UserError;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
    @Test
    void ports_have_defaults() {
        Ports ports = Ports.from(Map.of());

        assertThat(ports.number(Port.GATEWAY)).isEqualTo(8080);
        assertThat(ports.number(Port.KAFKA)).isEqualTo(19092);
    }

    @Test
    void an_offset_shifts_every_port_that_is_not_set_by_itself() {
        Ports ports = Ports.from(Map.of("DOCKET_PORT_OFFSET", "1000", "DOCKET_PORT_REDIS", "7777"));

        assertThat(ports.number(Port.GATEWAY)).isEqualTo(9080);
        assertThat(ports.number(Port.REDIS)).isEqualTo(7777);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", ""})
    void what_is_not_a_port_is_refused_with_the_variable_that_holds_it(String value) {
        assertThatThrownBy(() -> Ports.from(Map.of("DOCKET_PORT_S3", value)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("DOCKET_PORT_S3=" + value);
    }

    @Test
    void an_offset_that_leads_beyond_the_last_port_is_refused() {
        assertThatThrownBy(() -> Ports.from(Map.of("DOCKET_PORT_OFFSET", "60000")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("DOCKET_PORT_OFFSET");
    }

    @Test
    void the_same_port_twice_is_refused_with_both_variables() {
        assertThatThrownBy(() -> Ports.from(Map.of("DOCKET_PORT_REDIS", "8080")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("DOCKET_PORT_GATEWAY")
                .hasMessageContaining("DOCKET_PORT_REDIS");
    }
}
