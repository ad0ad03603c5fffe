package io.docket.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.command.route.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More connections to the packaged service than it takes. */
@Timeout(180)
class ConnectionsIT {
    private static final int MOST = 20;
    private static final String ALIVE = "GET /liveness HTTP/1.1\r\nHost: docket\r\n\r\n";
    private static final String HALF_A_HEADER = "POST /api/commands/open-case HTTP/1.1\r\nHost: doc";
    private static final String HALF_A_PAYLOAD = HALF_A_HEADER + "ket\r\nContent-Length: 100\r\n\r\n{";
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    @TempDir
    private static Path folder;

    private static Instance instance;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        instance = new Instance(
                "connections-" + UUID.randomUUID(),
                folder.resolve("connections"),
                Map.of("DOCKET_CONNECTIONS", Integer.toString(MOST), "DOCKET_IDLE_TIMEOUT", "10s"));
        instance.awaitServing(6);
    }

    @AfterAll
    static void stop() {
        instance.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private Socket connected(String sent) throws IOException {
        Socket socket = new Socket("127.0.0.1", instance.port());
        sockets.add(socket);
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** The status of an answer, which is read to its end; -1 if the connection is closed instead. */
    private static int status(Socket socket) throws IOException {
        try {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int read = in.read();
                if (read < 0) {
                    return -1;
                }
                head.append((char) read);
            }
            Matcher length = LENGTH.matcher(head);
            in.skipNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
            return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        } catch (SocketException closed) {
            return -1;
        }
    }

    private int statusOfNewConnection() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", instance.port())) {
            socket.getOutputStream().write(ALIVE.getBytes(StandardCharsets.US_ASCII));
            return status(socket);
        } catch (SocketException closed) {
            return -1;
        }
    }

    @Test
    void slow_clients_hold_so_many_connections_and_who_has_one_goes_on_being_served() throws IOException {
        await().atMost(Duration.ofSeconds(60)).until(() -> statusOfNewConnection() == 200);
        Socket served = connected(ALIVE);
        assertThat(status(served)).isEqualTo(200);

        for (int i = 0; i < MOST; i++) {
            connected(HALF_A_PAYLOAD);
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> statusOfNewConnection() == -1);
        served.getOutputStream().write(ALIVE.getBytes(StandardCharsets.US_ASCII));
        assertThat(status(served)).isEqualTo(200);

        await().atMost(Duration.ofSeconds(60)).until(() -> statusOfNewConnection() == 200);
    }

    @Test
    void a_client_that_stops_in_its_header_is_hung_up_on() throws IOException {
        assertThat(status(connected(HALF_A_HEADER))).isEqualTo(-1);
    }
}
