package io.docket.projection.history.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.RecordEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.kit.identity.Caller;
import io.docket.kit.identity.CallerProducer;
import io.docket.projection.Events;
import io.docket.projection.casetypes.CaseTypeProjector;
import io.docket.projection.query.Access;
import io.docket.projection.records.RecordProjector;
import io.docket.projection.tasks.TaskProjector;
import io.docket.projection.timeline.Changes;
import io.docket.projection.timeline.MemoryTimelines;
import io.docket.projection.view.LogEvent;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootTimelineResourceTest {
    private final Events log = new Events("acme", 3);
    private final List<LogEvent> events = new ArrayList<>();

    @Test
    void who_changed_which_field_of_a_task_without_a_case_is_told() {
        events.add(log.next(
                "task",
                "t1",
                "ann",
                new TaskEvent.Created(null, null, null, "Call", null, List.of(), List.of(), null, null, 0, null)));
        events.add(log.next("task", "t1", "bob", new TaskEvent.Claimed("bob")));

        List<Map<String, Object>> items = items(show("subject=task/t1"));

        assertThat(items).extracting(item -> item.get("actor")).containsExactly("ann", "bob");
        assertThat(items.getLast().get("changes")).isEqualTo(List.of(Map.of("field", "assignee", "to", "bob")));
    }

    @Test
    void who_changed_which_field_of_a_record_is_told() {
        events.add(log.next("record", "client.k1", "ann", put("{\"name\":\"Zoe\"}")));
        events.add(log.next("record", "client.k1", "bob", put("{\"name\":\"Zoé\"}")));

        assertThat(items(show("subject=record/client.k1")).getLast().get("changes"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains(Map.of("field", "data.name", "from", "Zoe", "to", "Zoé"));
    }

    @Test
    void who_changed_which_field_of_a_case_type_is_told_newest_first_if_asked() {
        events.add(log.next("case-type", "loan", "ann", defined("Loan")));
        events.add(log.next("case-type", "loan", "bob", defined("Loans")));

        assertThat(items(show("subject=case-type/loan", "sort=-position"))
                        .getFirst()
                        .get("changes"))
                .isEqualTo(List.of(Map.of("field", "name", "from", "Loan", "to", "Loans")));
    }

    @Test
    void a_page_goes_on_behind_the_one_before_and_nowhere_else() {
        events.add(log.next("case-type", "loan", "ann", defined("Loan")));
        events.add(log.next("case-type", "loan", "bob", defined("Loans")));
        events.add(log.next("case-type", "permit", "bob", defined("Permit")));
        events.add(log.next("case-type", "permit", "bob", defined("Permits")));
        String next = String.valueOf(show("subject=case-type/loan", "limit=1").get("next"));

        assertThat(items(show("subject=case-type/loan", "after=" + next)))
                .extracting(item -> item.get("actor"))
                .containsExactly("bob");
        assertThat(status("subject=case-type/permit", "after=" + next)).isEqualTo(400);
        assertThat(status("subject=case-type/loan", "sort=-position", "after=" + next))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=1", "subject=", "subject=loan", "subject=/loan", "subject=task/c1~t1", "root=loan"})
    void what_names_no_root_is_refused(String query) {
        assertThat(status(query)).isEqualTo(400);
    }

    @Test
    void a_root_that_never_was_is_not_found() {
        assertThat(status("subject=case-type/loan")).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"case-worker", "case-manager", "integration"})
    void only_who_may_see_the_history_is_answered(String role) {
        events.add(log.next("case-type", "loan", "ann", defined("Loan")));

        assertThatExceptionOfType(ForbiddenException.class).isThrownBy(() -> showTo(role, "subject=case-type/loan"));
    }

    private int status(String... query) {
        try {
            show(query);
            return 200;
        } catch (HttpProblem problem) {
            return problem.getStatusCode();
        }
    }

    private Map<String, @Nullable Object> show(String... query) {
        return showTo("auditor", query);
    }

    private Map<String, @Nullable Object> showTo(String role, String... query) {
        return new RootTimelineResource(MemoryTimelines.of(events).told(changes()), new Somebody(role))
                .show(parameters(query))
                .await()
                .indefinitely();
    }

    private static Changes changes() {
        return new Changes(List.of(new TaskProjector(), new RecordProjector(), new CaseTypeProjector()));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Map<String, @Nullable Object> answer) {
        return (List<Map<String, Object>>) answer.get("items");
    }

    private static Map<String, List<String>> parameters(String... pairs) {
        Map<String, List<String>> query = new HashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), List.of(pair.substring(equals + 1)));
        }
        return query;
    }

    private static RecordEvent.Put put(String data) {
        return new RecordEvent.Put("client", 1, null, Json.tree(data.getBytes(StandardCharsets.UTF_8)));
    }

    private static CaseTypeEvent.Defined defined(String name) {
        return new CaseTypeEvent.Defined(
                name,
                Json.tree("{}".getBytes(StandardCharsets.UTF_8)),
                List.of(new CaseTypeEvent.Stage("received", "Received", null)),
                null,
                null,
                null,
                null,
                null);
    }

    /** Somebody with a role. */
    private static final class Somebody extends Access {
        Somebody(String role) {
            super(
                    new CallerProducer() {
                        @Override
                        public Caller caller(SecurityIdentity identity) {
                            return new Caller("acme", "ann", Set.of(role), Set.of());
                        }
                    },
                    QuarkusSecurityIdentity.builder().setAnonymous(true).build());
        }
    }
}
