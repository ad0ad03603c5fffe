package io.docket.notification.live;

import static io.docket.notification.Events.DEMO;
import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;
import static io.docket.notification.Events.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.kit.filter.Filter;
import io.docket.kit.filter.FilterCompiler;
import io.docket.kit.filter.InvalidFilterException;
import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.MemoryFacts;
import io.docket.notification.filter.Access;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.log.Tail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Thousands of subscriptions on the path that every new event takes: who is asked, and who gets it. */
class IndexedDispatchTest {
    private static final int USERS = 1_500;

    private final FactBook facts = MemoryFacts.book(10_000);
    private final LiveLog live = new LiveLog(new Tail(5_000, 100_000_000));
    private final Deliveries deliveries = new Deliveries(
            live,
            new Readers(() -> {
                throw new IllegalStateException("no log here");
            }),
            new SimulatedTurns(new Random(1)),
            new NoMeter());
    private final List<Filter> filters = new ArrayList<>();
    private final List<RecordingSink> sinks = new ArrayList<>();
    private final List<LoggedEvent> events = new ArrayList<>();

    @Test
    void only_the_subscriptions_that_an_event_concerns_are_asked() {
        for (int user = 0; user < USERS; user++) {
            subscribe("{'subject':['case/c%d','task/c%d~t']}".formatted(user, user));
            subscribe("{'assignee':'user-%d','type':'docket.task.*'}".formatted(user));
            subscribe("{'subject':'case/c%d*','data.to':'b'}".formatted(user));
            subscribe("{'root':'c%d'}".formatted(user));
        }
        for (int supervisor = 0; supervisor < 500; supervisor++) {
            subscribe("{'type':'docket.process.*'}");
            subscribe("{'type':['docket.case.archived.v1','docket.task.cancelled.v1']}");
        }

        for (int number = 0; number < 300; number++) {
            commit("case/c" + number, new CaseEvent.Moved("a", "b"));
            commit("task/c" + number + "~t", task("user-" + number));
            commit("task/c" + number + "~t", new TaskEvent.Released("user-" + number));
            commit("task/c" + number + "~t", new TaskEvent.Completed(null));
        }

        long wanted = events.stream()
                .mapToLong(event ->
                        filters.stream().filter(filter -> filter.matches(event)).count())
                .sum();
        assertThat(sinks.stream().mapToLong(sink -> sink.events.size()).sum())
                .isEqualTo(wanted)
                .isEqualTo(live.matches());
        assertThat(wanted).isGreaterThan(3_000);
        assertThat(live.candidates())
                .as("asked, of %d subscriptions and %d events", sinks.size(), events.size())
                .isLessThan(wanted + events.size());
    }

    @Test
    void the_narrowest_member_decides_what_is_asked() {
        for (int number = 0; number < 1_000; number++) {
            subscribe("{'subject':'case/*','type':'docket.case.closed.v1'}");
            subscribe("{'subject':'case/*','type':'docket.case.comment-*'}");
            subscribe("{'type':'*.moved.v1','root':'other*'}");
        }

        commit("case/1", new CaseEvent.Moved("a", "b"));
        commit("process/1~p", new ProcessEvent.Completed());

        assertThat(live.candidates()).isZero();
    }

    private void subscribe(String filter) {
        try {
            filters.add(FilterCompiler.compile(
                    Json.tree(filter.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), DEMO));
        } catch (InvalidFilterException e) {
            throw new IllegalArgumentException(filter, e);
        }
        sinks.add(new RecordingSink(1_000));
        deliveries.subscribe(filters.getLast(), Access.of(DEMO), sinks.getLast(), new From.Now());
    }

    private void commit(String subject, DomainEvent event) {
        events.add(logged(facts, 0, events.size(), envelope("acme", subject, event)));
        live.append(List.of(events.getLast()));
    }
}
