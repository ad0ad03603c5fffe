package io.docket.command.http;

import io.docket.command.submit.Bearer;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The token behind an identity, to be shown to other instances. */
public final class Bearers {
    private Bearers() {}

    /**
     * The token as the client sent it.
     *
     * @throws UnauthorizedException if there is none
     */
    public static Bearer of(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return new Bearer(token.getRawToken());
        }
        throw new UnauthorizedException("a bearer token is required");
    }
}
