package io.docket.notification.bench;

import java.util.Map;

/** How a server is talked to: the handshake, what is said then, and what its frames mean. */
enum Dialect {
    /** {@code docket.v1}; the handshake is answered by {@code welcome}. */
    DOCKET {
        @Override
        Map<String, String> headers(String token) {
            return Map.of("Authorization", "Bearer " + token, "Sec-WebSocket-Protocol", "docket.v1");
        }

        @Override
        Meaning meaning(byte[] start) {
            // {"op":"event"…
            return switch (start.length > 8 ? start[7] : 0) {
                case 'e' -> start[8] == 'v' ? Meaning.MESSAGE : Meaning.FAILURE;
                case 'w' -> Meaning.GREETING;
                case 's' -> Meaning.READY;
                default -> Meaning.OTHER;
            };
        }

        @Override
        String hello(String filter) {
            return "{\"op\":\"subscribe\",\"id\":\"s1\",\"filter\":" + filter + "}";
        }
    },
    /** Socket.IO 4 over a websocket alone; each event message counts. */
    SOCKET_IO {
        @Override
        Map<String, String> headers(String token) {
            return Map.of();
        }

        @Override
        Meaning meaning(byte[] start) {
            return switch (start.length > 0 ? start[0] : 0) {
                case '0' -> Meaning.GREETING;
                case '2' -> Meaning.PING;
                case '4' ->
                    start.length > 1 && start[1] == '0'
                            ? Meaning.READY
                            : start.length > 1 && start[1] == '2' ? Meaning.MESSAGE : Meaning.FAILURE;
                default -> Meaning.OTHER;
            };
        }

        @Override
        String hello(String filter) {
            return "40";
        }

        @Override
        String pong() {
            return "3";
        }
    };

    /** What a frame of the server is. */
    enum Meaning {
        GREETING,
        READY,
        MESSAGE,
        PING,
        FAILURE,
        OTHER
    }

    abstract Map<String, String> headers(String token);

    /** Tells by the first bytes of a frame. */
    abstract Meaning meaning(byte[] start);

    /** The answer to a greeting. */
    abstract String hello(String filter);

    /** The answer to a ping in text. */
    String pong() {
        return "";
    }
}
