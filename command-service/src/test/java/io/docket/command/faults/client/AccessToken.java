package io.docket.command.faults.client;

import io.docket.command.service.Tokens;
import java.time.Duration;

/** The token of all clients; another one long before it expires. */
final class AccessToken {
    private static final String USER = "demo";
    private static final Duration KEEP = Duration.ofMinutes(5);

    private String token = Tokens.renewed(USER);
    private long since = System.nanoTime();

    synchronized String now() {
        if (System.nanoTime() - since > KEEP.toNanos()) {
            token = Tokens.renewed(USER);
            since = System.nanoTime();
        }
        return token;
    }
}
