package io.docket.system.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.system.support.Platform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Which web pages may open a websocket: a browser tells the page's origin in the handshake. */
class PageOriginIT {
    @Test
    void a_page_of_the_gateway_connects_by_either_name_of_this_machine() {
        int port = URI.create(Platform.gateway()).getPort();

        assertThat(protocolFor("http://127.0.0.1:" + port)).isEqualTo("docket.v1");
        assertThat(protocolFor("http://localhost:" + port)).isEqualTo("docket.v1");
    }

    @Test
    void a_foreign_page_is_refused() {
        assertThatThrownBy(() -> protocolFor("https://elsewhere.example"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .asInstanceOf(InstanceOfAssertFactories.type(WebSocketHandshakeException.class))
                .satisfies(refused ->
                        assertThat(refused.getResponse().statusCode()).isEqualTo(403));
    }

    /** The subprotocol that a handshake with the origin agrees on. */
    private static String protocolFor(String origin) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = client.newWebSocketBuilder()
                    .header("Origin", origin)
                    .subprotocols("docket.v1")
                    .buildAsync(
                            URI.create(Platform.gateway().replaceFirst("^http", "ws") + "/ws"),
                            new WebSocket.Listener() {})
                    .join();
            String protocol = socket.getSubprotocol();
            socket.abort();
            return protocol;
        }
    }
}
