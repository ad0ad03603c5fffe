package io.docket.system.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.Uploads;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FileJourneyIT {
    private static final Api WORKER = new Api("worker");
    private static final byte[] PLAN = "the plan of the dormer".getBytes(UTF_8);
    private static String caseId;

    @BeforeAll
    static void open_a_case() {
        caseId = WORKER.accepted("open-case", Map.of("caseType", Fixtures.permitType(Map.of()), "data", Map.of()))
                .path("id");
    }

    @Test
    void a_file_is_uploaded_to_the_store_verified_and_belongs_to_the_case() throws Exception {
        Response announced = announce(PLAN);
        assertThat(announced.statusCode()).as(announced.asString()).isEqualTo(201);
        String id = announced.path("id");

        int stored = Uploads.upload(announced, PLAN);
        Response completed = WORKER.request().post("/api/files/" + id + "/complete");

        assertThat(stored).isEqualTo(200);
        assertThat(completed.statusCode()).as(completed.asString()).isLessThan(300);
        Response read = WORKER.request()
                .header("Docket-After", completed.header("Docket-Position"))
                .get("/api/cases/" + caseId);
        assertThat(read.<java.util.List<String>>path("files.id")).contains(id);
        byte[] content = WORKER.request()
                .get("/api/files/" + id + "/content?stream=true")
                .asByteArray();
        assertThat(content).isEqualTo(PLAN);
        assertThat(new Api("other").request().get("/api/files/" + id).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_file_that_is_announced_again_under_its_key_is_attached_once() throws Exception {
        String key = Fixtures.unique("upload");
        Response first = announceUnder(key);
        assertThat(first.statusCode()).as(first.asString()).isEqualTo(201);
        String id = first.path("id");
        assertThat(Uploads.upload(announceUnder(key), PLAN)).isEqualTo(200);
        WORKER.request().post("/api/files/" + id + "/complete").then().statusCode(200);

        Response again = announceUnder(key);
        Response completed = WORKER.request().post("/api/files/" + id + "/complete");

        assertThat(again.header("Docket-Replayed")).isEqualTo("true");
        assertThat(again.<String>path("id")).isEqualTo(id);
        assertThat(again.<Object>path("upload")).isNull();
        Response read = WORKER.request()
                .header("Docket-After", completed.header("Docket-Position"))
                .get("/api/cases/" + caseId);
        assertThat(read.<java.util.List<String>>path("files.id")).containsOnlyOnce(id);
    }

    private static Response announceUnder(String key) {
        return Uploads.announce(WORKER, key, "case/" + caseId, PLAN);
    }

    @Test
    void other_bytes_than_announced_never_reach_the_case() throws Exception {
        Response announced = announce(PLAN);
        String id = announced.path("id");
        byte[] altered = PLAN.clone();
        altered[0] ^= 1;

        int stored = Uploads.upload(announced, altered);
        Response completed = WORKER.request().post("/api/files/" + id + "/complete");

        assertThat(stored == 200 && completed.statusCode() < 300).isFalse();
        assertThat(WORKER.request().get("/api/cases/" + caseId).<java.util.List<String>>path("files.id"))
                .doesNotContain(id);
    }

    private static Response announce(byte[] content) {
        return Uploads.announce(WORKER, "case/" + caseId, content);
    }
}
