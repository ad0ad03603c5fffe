package io.docket.system.faults;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Fixtures;
import io.docket.system.support.KafkaLog;
import io.docket.system.support.Platform;
import io.docket.system.support.ShortLivedTokens;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpiredTokenIT {
    private static final Duration EXPIRY = Duration.ofSeconds(30);

    @Test
    void opens_nothing_once_its_time_is_over() {
        String token = ShortLivedTokens.of("worker");
        assertThat(comment(token).statusCode()).isEqualTo(404);

        await().atMost(EXPIRY).until(() -> comment(token).statusCode() == 401);

        var before = KafkaLog.end();
        Response late = comment(token);
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(late.contentType()).startsWith("application/problem+json");
        assertThat(KafkaLog.since(before)).isEmpty();
    }

    private static Response comment(String token) {
        return given().baseUri(Platform.gateway())
                .auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("caseId", Fixtures.unique("none"), "body", "x"))
                .post("/api/commands/add-comment");
    }
}
