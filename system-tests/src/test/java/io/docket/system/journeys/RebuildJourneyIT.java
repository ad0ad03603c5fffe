package io.docket.system.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** An operator builds a view anew, goes back, and drops what is left over, while people go on working. */
class RebuildJourneyIT {
    private static final Api OPERATOR = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String PROJECTIONS = "/api/admin/projections";

    @Test
    void a_view_is_built_anew_rolled_back_and_its_other_generation_dropped() {
        String type = Fixtures.permitType(Map.of());
        Response opened = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of()));
        String id = opened.path("id");
        int first = generation();

        List<Integer> answers =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> post("cases/rebuild")))
                        .limit(2)
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .sorted()
                        .toList();

        assertThat(answers).containsExactly(202, 409);
        await().atMost(LIMIT).until(() -> generation() > first);
        int second = generation();
        assertReads(opened, id);
        Response moved = WORKER.accepted("move-case", Map.of("caseId", id, "stage", "review"));
        assertReads(moved, id);
        assertThat(post("cases/rollback")).isEqualTo(200);
        assertThat(generation()).isEqualTo(first);
        assertReads(moved, id);
        assertThat(drop(first)).isEqualTo(409);
        assertThat(drop(second)).isEqualTo(202);
        assertThat(post("cases/rollback")).isEqualTo(409);
        assertReads(moved, id);
    }

    @Test
    void who_is_no_operator_may_nothing_and_what_is_not_there_is_not_found() {
        assertThat(WORKER.request().get(PROJECTIONS).statusCode()).isEqualTo(403);
        assertThat(WORKER.request().post(PROJECTIONS + "/all/rebuild").statusCode())
                .isEqualTo(403);
        assertThat(WORKER.request().delete(PROJECTIONS + "/cases/generations/1").statusCode())
                .isEqualTo(403);
        assertThat(OPERATOR.request().get(PROJECTIONS + "/nothing").statusCode())
                .isEqualTo(404);
        assertThat(post("nothing/rebuild")).isEqualTo(404);
        assertThat(post("nothing/rollback")).isEqualTo(404);
        assertThat(drop(999_999)).isEqualTo(404);
        assertThat(OPERATOR.request()
                        .delete(PROJECTIONS + "/cases/generations/one")
                        .statusCode())
                .isEqualTo(400);
        assertThat(OPERATOR.request().get(PROJECTIONS).<List<String>>path("items.name"))
                .contains("cases", "tasks", "timelines");
    }

    private static void assertReads(Response command, String id) {
        Response shown = WORKER.after(command, "/api/cases/" + id);
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.header("ETag")).isEqualTo(command.header("ETag"));
    }

    private static int generation() {
        return OPERATOR.request().get(PROJECTIONS + "/cases").path("servingGeneration");
    }

    private static int post(String what) {
        return OPERATOR.request().post(PROJECTIONS + "/" + what).statusCode();
    }

    private static int drop(int generation) {
        return OPERATOR.request()
                .delete(PROJECTIONS + "/cases/generations/" + generation)
                .statusCode();
    }
}
