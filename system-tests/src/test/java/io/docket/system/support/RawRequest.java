package io.docket.system.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

/** A request that a proper client would not send. */
public final class RawRequest {
    private static final int TIMEOUT_MILLIS = 30_000;

    private RawRequest() {}

    /** The whole answer to a GET of the target, headers and all. */
    public static String get(String user, String target) throws IOException {
        return send("GET", user, target, "", "");
    }

    /** The whole answer to a POST of so many blanks that call themselves JSON. */
    public static String post(String user, String target, int bytes) throws IOException {
        String length = "Content-Type: application/json\r\nContent-Length: " + bytes + "\r\n";
        return send("POST", user, target, length, " ".repeat(bytes));
    }

    private static String send(String method, String user, String target, String headers, String body)
            throws IOException {
        URI gateway = URI.create(Platform.gateway());
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request = method + ' ' + target + " HTTP/1.1\r\nHost: " + gateway.getAuthority()
                    + "\r\nConnection: close\r\nAuthorization: Bearer " + Tokens.of(user) + "\r\n" + headers + "\r\n"
                    + body;
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
