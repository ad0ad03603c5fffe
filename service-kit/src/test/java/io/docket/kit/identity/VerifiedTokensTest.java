package io.docket.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant END = START.plusSeconds(30);

    private Instant now = START;
    private int verified;
    private final VerifiedTokens tokens = new VerifiedTokens(
            new AdjustableClock(), () -> Duration.between(START, now).toNanos());

    @Test
    void the_same_token_is_verified_once() {
        SecurityIdentity first = ask("token", END);

        SecurityIdentity second = ask("token", END);

        assertThat(verified).isEqualTo(1);
        assertThat(second.getPrincipal()).isSameAs(first.getPrincipal());
        assertThat(second.getRoles()).containsExactly("case-worker");
    }

    @Test
    void another_token_is_verified_too() {
        ask("token", END);

        ask("other", END);

        assertThat(verified).isEqualTo(2);
    }

    @Test
    void a_token_that_has_ended_is_verified_again_and_so_refused() {
        ask("token", END);
        now = END;

        assertThatThrownBy(() -> tokens.identity("token", VerifiedTokensTest::refusal)
                        .await()
                        .indefinitely())
                .isInstanceOf(AuthenticationFailedException.class);
    }

    @Test
    void after_a_minute_a_token_is_verified_again() {
        ask("token", START.plusSeconds(900));
        now = START.plus(VerifiedTokens.KEPT_FOR);

        ask("token", START.plusSeconds(900));

        assertThat(verified).isEqualTo(2);
    }

    @Test
    void what_was_refused_is_not_remembered() {
        assertThatThrownBy(() -> tokens.identity("token", VerifiedTokensTest::refusal)
                        .await()
                        .indefinitely())
                .isInstanceOf(AuthenticationFailedException.class);

        SecurityIdentity identity = ask("token", END);

        assertThat(identity.isAnonymous()).isFalse();
        assertThat(verified).isEqualTo(1);
    }

    @Test
    void what_belongs_to_the_first_request_is_not_kept() {
        ask("token", END);

        assertThat(ask("token", END).getAttributes()).isEmpty();
    }

    private SecurityIdentity ask(String token, Instant end) {
        return tokens.identity(token, () -> {
                    verified++;
                    return Uni.createFrom()
                            .item(QuarkusSecurityIdentity.builder()
                                    .setPrincipal(new Token(end))
                                    .addRole("case-worker")
                                    .addAttribute("request", "the first")
                                    .build());
                })
                .await()
                .indefinitely();
    }

    private static Uni<SecurityIdentity> refusal() {
        return Uni.createFrom().failure(new AuthenticationFailedException());
    }

    private record Token(Instant end) implements JsonWebToken {
        @Override
        public String getName() {
            return "ada";
        }

        @Override
        public Set<String> getClaimNames() {
            return Set.of(Claims.exp.name());
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> @Nullable T getClaim(String name) {
            return name.equals(Claims.exp.name()) ? (T) Long.valueOf(end.getEpochSecond()) : null;
        }
    }

    private final class AdjustableClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
