package io.docket.cli.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.cli.bulk.FakePlatform;
import io.docket.cli.failure.UserError;
import io.docket.cli.settings.Settings;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
    private Instant now = Instant.parse("2024-01-01T00:00:00Z");

    @Test
    void a_token_is_kept_until_shortly_before_it_expires() throws IOException, InterruptedException {
        try (FakePlatform platform = new FakePlatform();
                HttpClient http = HttpClient.newHttpClient()) {
            AccessTokens tokens = tokens(platform, http, "secret&word");

            assertThat(tokens.current()).isEqualTo("token-1").isEqualTo(tokens.current());
            now = now.plus(Duration.ofSeconds(839));
            assertThat(tokens.current()).isEqualTo("token-1");
            now = now.plus(Duration.ofSeconds(2));
            assertThat(tokens.current()).isEqualTo("token-2");
        }
    }

    @Test
    void a_refused_token_is_not_used_again() throws IOException, InterruptedException {
        try (FakePlatform platform = new FakePlatform();
                HttpClient http = HttpClient.newHttpClient()) {
            AccessTokens tokens = tokens(platform, http, "secret&word");

            tokens.refused(tokens.current());

            assertThat(tokens.current()).isEqualTo("token-2");
        }
    }

    @Test
    void a_login_that_met_another_one_of_the_same_user_is_tried_again() throws IOException, InterruptedException {
        try (FakePlatform platform = new FakePlatform();
                HttpClient http = HttpClient.newHttpClient()) {
            platform.refuseLogins(2);

            assertThat(tokens(platform, http, "secret&word").current()).startsWith("token-");
        }
    }

    @Test
    void a_wrong_password_is_told() throws IOException {
        try (FakePlatform platform = new FakePlatform();
                HttpClient http = HttpClient.newHttpClient()) {
            AccessTokens tokens = tokens(platform, http, "wrong");

            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(tokens::current)
                    .withMessageMatching("no token for the user demo: .*/token answered 401 Invalid user credentials");
        }
    }

    private AccessTokens tokens(FakePlatform platform, HttpClient http, String password) {
        Map<String, String> environment = new HashMap<>(platform.environment());
        environment.put("DOCKET_PASSWORD", password);
        InstantSource source = () -> now;
        return new AccessTokens(http, Settings.load(environment::get), "demo", source.withZone(ZoneOffset.UTC));
    }
}
