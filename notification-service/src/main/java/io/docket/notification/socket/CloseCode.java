package io.docket.notification.socket;

/** Why the server closes a websocket. */
public enum CloseCode {
    /** The server stops; come back with the last cursor. */
    GOING_AWAY(1001),
    /** A frame is over the limit. */
    TOO_BIG(1009),
    /** The server failed. */
    INTERNAL(1011),
    /** Frames that are no frames of the protocol, again and again. */
    BAD_FRAMES(4400),
    /** No token in time, or one that is not or no longer valid. */
    UNAUTHENTICATED(4401),
    /** The token is valid but allows no subscriptions, or is not of the user whose connection it is. */
    FORBIDDEN(4403),
    /** The client does not read, or gives no sign of life; the reason is its last cursor. */
    TOO_SLOW(4408);

    private final int code;

    CloseCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
