package io.docket.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerProducerTest {
    private final CallerProducer callers = new CallerProducer();

    @ParameterizedTest
    @ValueSource(strings = {"acme", "Acme-2_eu.example", "a b", "Größe", "urn:acme"})
    void a_tenant_is_what_the_token_says(String tenant) {
        assertThat(callers.caller(identity(tenant)).tenant()).isEqualTo(tenant);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "/", "acme/case", "acme\n", "ac\u0000me", "acme\u0085"})
    void a_token_without_a_tenant_that_can_begin_a_key_is_no_token(@Nullable String tenant) {
        assertThatExceptionOfType(UnauthorizedException.class).isThrownBy(() -> callers.caller(identity(tenant)));
    }

    @Test
    void nobody_is_no_caller() {
        SecurityIdentity nobody =
                QuarkusSecurityIdentity.builder().setAnonymous(true).build();

        assertThatExceptionOfType(UnauthorizedException.class).isThrownBy(() -> callers.caller(nobody));
    }

    private static SecurityIdentity identity(@Nullable String tenant) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new Token(tenant))
                .addRole("case-worker")
                .build();
    }

    private record Token(@Nullable String tenant) implements JsonWebToken {
        @Override
        public String getName() {
            return "ada";
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of("tenant");
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> @Nullable T getClaim(String name) {
            return name.equals("tenant") ? (T) tenant : null;
        }
    }
}
