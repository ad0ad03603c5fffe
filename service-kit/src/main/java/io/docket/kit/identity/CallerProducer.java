package io.docket.kit.identity;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Reads the caller out of the verified token. Fails closed: a token without user or tenant is no token. */
@ApplicationScoped
public class CallerProducer {
    /**
     * The caller behind an authenticated identity.
     *
     * @throws UnauthorizedException if the token lacks a user or a tenant, or the tenant cannot be part of a key
     */
    public Caller caller(SecurityIdentity identity) {
        if (identity.isAnonymous() || !(identity.getPrincipal() instanceof JsonWebToken token)) {
            throw new UnauthorizedException("a bearer token is required");
        }
        String tenant = text(token.getClaim("tenant"));
        String user = token.getName();
        if (tenant == null || tenant.isBlank() || user == null || user.isBlank()) {
            throw new UnauthorizedException("the token names no user or no tenant");
        }
        if (tenant.chars().anyMatch(character -> character == '/' || Character.isISOControl(character))) {
            throw new UnauthorizedException("the token's tenant has a / or a control character in it");
        }
        return new Caller(tenant, user, Set.copyOf(identity.getRoles()), groups(token));
    }

    private static @Nullable String text(@Nullable Object claim) {
        return claim instanceof JsonString string ? string.getString() : claim instanceof String string ? string : null;
    }

    private static Set<String> groups(JsonWebToken token) {
        Object claim = token.getClaim("groups");
        Set<String> groups = new LinkedHashSet<>();
        if (claim instanceof Collection<?> values) {
            for (Object value : values) {
                String name = value instanceof JsonValue json ? text(json) : String.valueOf(value);
                if (name != null) {
                    groups.add(name);
                }
            }
        }
        return Set.copyOf(groups);
    }
}
