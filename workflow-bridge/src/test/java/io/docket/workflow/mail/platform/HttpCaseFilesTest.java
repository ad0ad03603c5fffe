package io.docket.workflow.mail.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.command.RecordingService;
import io.docket.workflow.mail.message.Attachment;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpCaseFilesTest {
    private static final Attachment PLAN = new Attachment("plan.txt", "text/plain", "plan".getBytes(UTF_8));

    private final RecordingService service = new RecordingService();
    private final HttpCaseFiles files = new HttpCaseFiles(
            new ServiceCalls(service.http(), service.tokens(), "acme", Duration.ofSeconds(5)), service.url());

    HttpCaseFilesTest() throws IOException {}

    @AfterEach
    void stop() {
        service.close();
    }

    private void announced(String upload) {
        service.plan("POST /api/files", 201, "{\"id\":\"f-1\",\"upload\":" + upload + "}");
    }

    private String link() {
        return "{\"method\":\"PUT\",\"url\":\"" + service.url()
                + "/store/f-1?signed\",\"headers\":{\"Content-Type\":\"text/plain\"}}";
    }

    @Test
    void file_is_announced_brought_to_the_store_without_our_token_and_completed() {
        announced(link());
        service.plan("PUT /store/f-1?signed", 200, "");
        service.plan("POST /api/files/f-1/complete", 200, "{}");

        files.attach("K1", PLAN, "ab");

        assertThat(service.requests())
                .containsExactly(
                        "POST /api/files Bearer token-1 application/json {\"name\":\"plan.txt\","
                                + "\"contentType\":\"text/plain\",\"size\":4,\"sha256\":\"ab\",\"subject\":\"case/K1\"}",
                        "PUT /store/f-1?signed null text/plain plan",
                        "POST /api/files/f-1/complete Bearer token-1 application/json ");
    }

    @Test
    void file_that_the_store_or_the_case_does_not_take_is_told() {
        announced(link());
        service.plan("PUT /store/f-1?signed", 503, "");
        assertThatThrownBy(() -> files.attach("K1", PLAN, "ab")).isInstanceOf(Unavailable.class);

        service.plan("PUT /store/f-1?signed", 200, "");
        service.plan("POST /api/files/f-1/complete", 409, "closed");
        assertThatThrownBy(() -> files.attach("K1", PLAN, "ab"))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("service-409"));
    }

    @Test
    void file_that_has_to_be_brought_in_parts_is_refused() {
        announced("{\"parts\":[]}");

        assertThatThrownBy(() -> files.attach("K1", PLAN, "ab"))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("attachment-too-large"));
    }
}
