package io.docket.local.address;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.local.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortCheckTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_taken_port_is_reported_with_server_pid_and_process() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int number = taken.getLocalPort();

            assertThatThrownBy(() -> PortCheck.requireFree(Port.KAFKA, number, "kafka"))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("port %d of kafka".formatted(number))
                    .hasMessageContaining(
                            "pid %d (java)".formatted(ProcessHandle.current().pid()))
                    .hasMessageContaining("DOCKET_PORT_KAFKA");
        }
    }

    @Test
    void a_port_that_was_just_given_back_is_free() throws IOException {
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        int number = taken.getLocalPort();
        taken.close();

        assertThatCode(() -> PortCheck.requireFree(Port.KAFKA, number, "kafka")).doesNotThrowAnyException();
    }
}
