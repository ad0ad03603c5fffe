package io.docket.notification.socket;

import io.docket.kit.identity.CallerProducer;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Verifies tokens as the HTTP interface does, by the issuer's keys. */
@ApplicationScoped
class OidcAuthenticator implements Authenticator {
    private final TenantIdentityProvider identities;
    private final CallerProducer callers;

    OidcAuthenticator(TenantIdentityProvider identities, CallerProducer callers) {
        this.identities = identities;
        this.callers = callers;
    }

    @Override
    public Uni<Authenticated> authenticate(String token) {
        return identities
                .authenticate(new AccessTokenCredential(token))
                .map(this::authenticated)
                .onFailure(AuthenticationFailedException.class)
                .transform(failure -> new SecurityException("the token is not valid", failure));
    }

    private Authenticated authenticated(SecurityIdentity identity) {
        var caller = callers.caller(identity);
        JsonWebToken token = (JsonWebToken) identity.getPrincipal();
        return new Authenticated(caller, Instant.ofEpochSecond(token.getExpirationTime()));
    }
}
