package io.docket.system.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.LoanReview;
import io.docket.system.support.Servers;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redis is down: what needs interim data is told to come back, all else goes on. */
class RedisAwayIT {
    private static final Api WORKER = new Api("worker");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @AfterEach
    void redis_is_back() throws IOException {
        Servers.release("redis");
    }

    @Test
    void commands_that_need_interim_data_come_back_later_and_others_go_on() throws IOException {
        LoanReview withForm = LoanReview.claimed();
        LoanReview inline = LoanReview.claimed();
        Map<String, Object> form = withForm.bring(Map.of("data", Map.of("income", "1000 EUR")))
                .jsonPath()
                .getMap("$");
        Servers.hold("redis");

        Response bringing = inline.bring(Map.of("data", Map.of("income", "2000 EUR")));
        Response completing = withForm.complete(form);
        Response commenting = WORKER.send("add-comment", Map.of("caseId", withForm.caseId(), "body", "redis is away"));
        Response completingInline =
                WORKER.send("complete-task", Map.of("taskId", inline.task(), "data", Map.of("outcome", "approved")));
        String meanwhile = withForm.status();
        Servers.release("redis");

        await().atMost(PATIENCE).until(() -> withForm.complete(form).statusCode() == 200);
        withForm.awaitCompleted();
        inline.awaitCompleted();
        assertThat(bringing.statusCode()).as(bringing.asString()).isEqualTo(503);
        assertThat(bringing.header("Retry-After")).isNotNull();
        assertThat(completing.statusCode()).as(completing.asString()).isEqualTo(503);
        assertThat(completing.header("Retry-After")).isNotNull();
        assertThat(completing.<String>path("type")).endsWith("/interim-data-unavailable");
        assertThat(meanwhile).isEqualTo("open");
        assertThat(commenting.statusCode()).as(commenting.asString()).isLessThan(300);
        assertThat(completingInline.statusCode())
                .as(completingInline.asString())
                .isLessThan(300);
    }
}
