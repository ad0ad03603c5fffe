package io.docket.system.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import io.docket.system.support.LiveSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LiveJourneyIT {
    private static final Api WORKER = new Api("worker");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void a_subscriber_sees_its_case_move_and_resumes_where_it_stopped() {
        String type = Fixtures.permitType(Map.of());
        List<JsonNode> first = new CopyOnWriteArrayList<>();
        List<JsonNode> second = new CopyOnWriteArrayList<>();
        String id;

        try (var live = new LiveSubscriber("worker", first::add)) {
            live.subscribe("s1", Map.of("caseType", List.of(type)), "now");
            await().atMost(PATIENCE).until(() -> live.subscribed("s1"));
            id = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of()))
                    .path("id");
            await().atMost(PATIENCE).until(() -> first.size() == 1);
        }
        WORKER.accepted("move-case", Map.of("caseId", id, "stage", "review"));
        WORKER.accepted("add-comment", Map.of("caseId", id, "body", "while nobody listened"));
        try (var live = new LiveSubscriber("worker", second::add)) {
            live.subscribe(
                    "s1",
                    Map.of("caseType", List.of(type)),
                    first.getFirst().path("cursor").asText());
            await().atMost(PATIENCE).until(() -> second.size() == 2);
        }

        assertThat(first.getFirst().at("/event/subject").asText()).isEqualTo("case/" + id);
        assertThat(second)
                .extracting(frame -> frame.at("/event/type").asText())
                .containsExactly("docket.case.moved.v1", "docket.case.comment-added.v1");
        assertThat(second)
                .extracting(frame -> frame.at("/event/sequence").asInt())
                .containsExactly(2, 3);
    }

    @Test
    void a_subscriber_of_another_tenant_hears_nothing() {
        String type = Fixtures.permitType(Map.of());
        List<JsonNode> heard = new CopyOnWriteArrayList<>();
        List<JsonNode> own = new CopyOnWriteArrayList<>();

        try (var foreign = new LiveSubscriber("other", heard::add);
                var live = new LiveSubscriber("worker", own::add)) {
            foreign.subscribe("s1", Map.of(), "now");
            live.subscribe("s1", Map.of("caseType", List.of(type)), "now");
            await().atMost(PATIENCE).until(() -> foreign.subscribed("s1") && live.subscribed("s1"));
            WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of()));
            await().atMost(PATIENCE).until(() -> own.size() == 1);
        }

        assertThat(heard).isEmpty();
    }
}
