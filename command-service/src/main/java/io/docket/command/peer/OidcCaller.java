package io.docket.command.peer;

import io.docket.command.submit.Bearer;
import io.docket.kit.identity.Caller;
import io.docket.kit.identity.CallerProducer;
import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.TenantIdentityProvider;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Verifies tokens by the issuer's keys. */
@Singleton
class OidcCaller implements CallerOfToken {
    /** The issuer's keys may have to be fetched. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final TenantIdentityProvider identities;
    private final CallerProducer callers;

    OidcCaller(TenantIdentityProvider identities, CallerProducer callers) {
        this.identities = identities;
        this.callers = callers;
    }

    @Override
    @ActivateRequestContext
    public Caller verify(Bearer bearer) {
        try {
            return callers.caller(identities
                    .authenticate(new AccessTokenCredential(bearer.token()))
                    .await()
                    .atMost(PATIENCE));
        } catch (RuntimeException e) {
            throw new SecurityException("the token is not valid", e);
        }
    }
}
