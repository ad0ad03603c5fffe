package io.docket.projection.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.ProcessDefinitionEvent.Activated;
import io.docket.contracts.event.ProcessDefinitionEvent.Deployed;
import io.docket.contracts.event.ProcessDefinitionEvent.EngineVersion;
import io.docket.contracts.event.ProcessDefinitionEvent.Refused;
import io.docket.contracts.event.ProcessEvent;
import io.docket.projection.Events;
import io.docket.projection.Lists;
import io.docket.projection.apply.Instance;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.processdefinitions.ProcessDefinitions;
import io.docket.projection.redis.RedisStore;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of an instance and the diagram that it is drawn on, as they are stored. */
class ProcessWayIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    private final MongoStore mongo = new MongoStore();
    private final RedisStore redis = new RedisStore();
    private final Events log = new Events("acme", 1);
    private final List<LogEvent> happened = new ArrayList<>();

    @AfterEach
    void close() {
        redis.close();
        mongo.close();
    }

    @Test
    void elements_and_incidents_of_an_instance_come_in_the_order_of_their_time() {
        happens("process", "p1", new ProcessEvent.Requested(null, "loan", null));
        happens("process", "p1", new ProcessEvent.Started("7", 1));
        happens("process", "p1", new ProcessEvent.ElementActivated("start", "START_EVENT", "1", AT, 1));
        happens(
                "process",
                "p1",
                new ProcessEvent.ElementCompleted("start", "START_EVENT", "1", AT.plusMillis(1), 2, List.of("amount")));
        happens("process", "p1", new ProcessEvent.ElementActivated("pay", "SERVICE_TASK", "2", AT.plusMillis(2), 3));
        happens("process", "p1", new ProcessEvent.IncidentRaised("9", "job-no-retries", "no", "pay", "2", "3", null));
        happens("process", "p2", new ProcessEvent.Requested(null, "loan", null));
        apply();

        List<Map<String, @Nullable Object>> way = list("kind=element");

        assertThat(way)
                .extracting(step -> step.get("elementId"), step -> step.get("state"))
                .containsExactly(tuple("start", "completed"), tuple("pay", "active"));
        assertThat(way.getFirst())
                .containsEntry("dataKeys", List.of("amount"))
                .containsEntry("endedAt", AT.plusMillis(1));
        assertThat(list("kind=incident"))
                .singleElement()
                .satisfies(incident -> assertThat(incident).containsEntry("incidentKind", "job-no-retries"));
    }

    @Test
    void diagram_of_a_version_is_found_and_a_refused_deployment_is_told() {
        happens("process-definition", "loan", new Deployed("loan.bpmn", List.of("loan"), "<one/>"));
        happens("process-definition", "loan", activated(1, 1));
        happens("process-definition", "loan", new Deployed("loan.bpmn", List.of("loan"), "<two/>"));
        happens("process-definition", "loan", activated(3, 2));
        happens("process-definition", "loan", new Deployed("loan.bpmn", List.of("loan"), "<three/>"));
        happens("process-definition", "loan", new Refused(5, "invalid-argument", "no start"));
        apply();

        assertThat(definition(1L).get("bpmn")).isEqualTo("<one/>");
        assertThat(definition(2L).get("bpmn")).isEqualTo("<two/>");
        assertThat(definition(null).get("state")).isEqualTo("refused");
        assertThat(definition(null).object("refusal")).containsEntry("message", "no start");
    }

    private static Activated activated(long deployment, long version) {
        return new Activated(
                deployment, List.of(new EngineVersion("loan", version, "7" + version)), List.of(), List.of());
    }

    private Document definition(@Nullable Long version) {
        return new ProcessDefinitions(mongo.documents())
                .find("acme", "loan", version)
                .await()
                .atMost(TIMEOUT)
                .orElseThrow();
    }

    private List<Map<String, @Nullable Object>> list(String parameters) {
        return mongo
                .documents()
                .list(Lists.all().get("processes/x/history").query(parameters))
                .await()
                .atMost(TIMEOUT)
                .items()
                .stream()
                .map(Document::fields)
                .toList();
    }

    private void happens(String entity, String id, DomainEvent event) {
        happened.add(log.next(entity, id, "engine", event));
    }

    private void apply() {
        new Instance(mongo, redis.views(), 1).apply(happened, 4);
    }
}
