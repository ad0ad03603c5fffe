package io.docket.kit.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.security.credential.Credential;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Identities of tokens that were verified a moment ago. Clients send the same token again and again, and verifying it costs
 * more than most commands. A token is found by its digest; its own end is looked at each time; what does not verify is
 * never kept, so that nobody without a token can fill it.
 */
public final class VerifiedTokens {
    /** How long a token is taken as verified: so long a key that the issuer withdrew may still be believed. */
    public static final Duration KEPT_FOR = Duration.ofSeconds(60);

    /** Tokens kept. */
    public static final int MOST = 2_000;

    private final Cache<ByteBuffer, SecurityIdentity> identities;
    private final Clock clock;

    public VerifiedTokens(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.identities = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(KEPT_FOR)
                .ticker(ticker)
                .build();
    }

    /** The identity of a token, as it was verified, or as it is verified now. */
    public Uni<SecurityIdentity> identity(String token, Supplier<Uni<SecurityIdentity>> verification) {
        ByteBuffer digest = digest(token);
        SecurityIdentity known = identities.getIfPresent(digest);
        if (known != null && isCurrent(known)) {
            return Uni.createFrom().item(known);
        }
        return verification.get().invoke(identity -> keep(digest, identity));
    }

    private void keep(ByteBuffer digest, @Nullable SecurityIdentity identity) {
        if (identity != null && !identity.isAnonymous() && isCurrent(identity)) {
            identities.put(digest, withoutRequest(identity));
        }
    }

    private boolean isCurrent(SecurityIdentity identity) {
        return identity.getPrincipal() instanceof JsonWebToken token
                && token.getExpirationTime() > clock.instant().getEpochSecond();
    }

    /** The attributes hold the request that the token came with first. */
    private static SecurityIdentity withoutRequest(SecurityIdentity identity) {
        QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .addRoles(identity.getRoles());
        for (Credential credential : identity.getCredentials()) {
            builder.addCredential(credential);
        }
        return builder.build();
    }

    private static ByteBuffer digest(String token) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
