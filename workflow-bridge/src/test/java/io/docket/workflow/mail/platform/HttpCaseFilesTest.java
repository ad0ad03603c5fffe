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
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpCaseFilesTest {
    private static final Attachment PLAN = new Attachment("plan.txt", "text/plain", "plan".getBytes(UTF_8));

    private static final String KEY = "mail:1:file:1";

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

        files.attach("K1", PLAN, "ab", KEY);

        assertThat(service.requests())
                .containsExactly(
                        "POST /api/files Bearer token-1 application/json {\"name\":\"plan.txt\","
                                + "\"contentType\":\"text/plain\",\"size\":4,\"sha256\":\"ab\",\"subject\":\"case/K1\"}",
                        "PUT /store/f-1?signed null text/plain plan",
                        "POST /api/files/f-1/complete Bearer token-1 application/json ");
    }

    @Test
    void file_is_announced_under_its_key() {
        announced(link());
        service.plan("PUT /store/f-1?signed", 200, "");
        service.plan("POST /api/files/f-1/complete", 200, "{}");

        files.attach("K1", PLAN, "ab", KEY);

        assertThat(service.header("Idempotency-Key")).containsExactly(KEY);
    }

    @Test
    void file_whose_bytes_are_there_from_before_is_only_completed() {
        service.plan("POST /api/files", 201, "{\"id\":\"f-1\"}");
        service.plan("POST /api/files/f-1/complete", 200, "{}");

        files.attach("K1", PLAN, "ab", KEY);

        assertThat(service.requests()).hasSize(2);
        assertThat(service.requests().getLast()).startsWith("POST /api/files/f-1/complete ");
    }

    @Test
    void file_that_the_store_or_the_case_does_not_take_is_told() {
        announced(link());
        service.plan("PUT /store/f-1?signed", 503, "");
        assertThatThrownBy(() -> files.attach("K1", PLAN, "ab", KEY)).isInstanceOf(Unavailable.class);

        service.plan("PUT /store/f-1?signed", 200, "");
        service.plan("POST /api/files/f-1/complete", 409, "closed");
        assertThatThrownBy(() -> files.attach("K1", PLAN, "ab", KEY))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("service-409"));
    }

    private String part(int number, int size) {
        return "{\"partNumber\":" + number + ",\"size\":" + size + ",\"url\":\"" + service.url() + "/store/f-1?part="
                + number + "\",\"headers\":{\"X-Part\":\"" + number + "\"}}";
    }

    @Test
    void file_of_18_megabytes_arrives_whole_in_parts() {
        byte[] bytes = new byte[18 << 20];
        new Random(1).nextBytes(bytes);
        announced("{\"method\":\"PUT\",\"partSize\":16777216,\"parts\":[" + part(1, 16 << 20) + "," + part(2, 2 << 20)
                + "]}");
        service.plan("PUT /store/f-1?part=1", 200, "");
        service.plan("PUT /store/f-1?part=2", 200, "");
        service.plan("POST /api/files/f-1/complete", 200, "{}");

        files.attach("K1", new Attachment("scan.tif", "image/tiff", bytes), "ab", KEY);

        assertThat(service.requests())
                .extracting(request -> request.substring(0, request.indexOf(' ', request.indexOf(' ') + 1)))
                .containsExactly(
                        "POST /api/files",
                        "PUT /store/f-1?part=1",
                        "PUT /store/f-1?part=2",
                        "POST /api/files/f-1/complete");
        assertThat(service.requests().getFirst()).contains("\"size\":18874368");
        byte[] arrived = new byte[bytes.length];
        byte[] first = service.body("PUT /store/f-1?part=1");
        byte[] second = service.body("PUT /store/f-1?part=2");
        System.arraycopy(first, 0, arrived, 0, first.length);
        System.arraycopy(second, 0, arrived, first.length, second.length);
        assertThat(Arrays.equals(arrived, bytes)).isTrue();
    }

    @Test
    void part_that_the_store_does_not_take_now_is_told() {
        announced("{\"parts\":[" + part(1, 3) + "," + part(2, 1) + "]}");
        service.plan("PUT /store/f-1?part=1", 200, "");
        service.plan("PUT /store/f-1?part=2", 503, "");

        assertThatThrownBy(() -> files.attach("K1", PLAN, "ab", KEY)).isInstanceOf(Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void file_without_parts_for_all_of_it_is_refused(int size) {
        announced("{\"parts\":[" + (size == 0 ? "" : part(1, size)) + "]}");
        service.plan("PUT /store/f-1?part=1", 200, "");

        assertThatThrownBy(() -> files.attach("K1", PLAN, "ab", KEY))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("attachment-upload"));
    }
}
