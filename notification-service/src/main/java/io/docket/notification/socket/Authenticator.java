package io.docket.notification.socket;

import io.docket.kit.identity.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Verifies access tokens. */
@FunctionalInterface
public interface Authenticator {
    /**
     * Who the token stands for. Fails with a {@link SecurityException} if it is not valid, with anything else if that
     * cannot be told right now.
     */
    Uni<Authenticated> authenticate(String token);

    /**
     * A verified token.
     *
     * @param caller whose it is
     * @param expires when it ends
     */
    record Authenticated(Caller caller, Instant expires) {}
}
