package io.docket.notification.facts;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.opened;
import static io.docket.notification.Events.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.CaseTypeEvent.NotifyRule;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactBookTest {
    private final FactBook facts = MemoryFacts.book(100);
    private final EventEnvelope claimed = envelope("acme", "task/1~t", new TaskEvent.Claimed("ann"));

    @Test
    void a_task_event_has_the_type_of_its_case() {
        facts.learn(envelope("acme", "case/1", opened("loan", null)), 0);
        facts.learn(claimed, 1);

        assertThat(facts.at(claimed, 1).caseType()).isEqualTo("loan");
    }

    @Test
    void the_assignee_is_the_one_as_of_the_event() {
        facts.learn(envelope("acme", "task/1~t", task(null)), 1);
        facts.learn(claimed, 2);
        facts.learn(envelope("acme", "task/1~t", new TaskEvent.Released("ann")), 5);
        facts.learn(envelope("acme", "task/1~t", new TaskEvent.Claimed("bob")), 9);

        assertThat(facts.at(claimed, 2).assigneeBefore()).isNull();
        assertThat(facts.at(claimed, 2).assigneeAfter()).isEqualTo("ann");
        assertThat(facts.at(claimed, 5).assigneeAfter()).isNull();
        assertThat(facts.at(claimed, 7).assigneeAfter()).isNull();
        assertThat(facts.at(claimed, 12).assigneeBefore()).isEqualTo("bob");
    }

    @Test
    void the_same_id_of_another_tenant_is_another_case() {
        facts.learn(envelope("globex", "case/1", opened("permit", null)), 0);

        assertThat(facts.at(claimed, 1)).isEqualTo(EventFacts.NONE);
    }

    @Test
    void what_was_not_used_for_longest_leaves_the_memory_first_and_comes_back() {
        MemoryFacts store = new MemoryFacts();
        FactBook small = new FactBook(2, store);
        small.learn(envelope("acme", "case/1", opened("loan", null)), 0);
        small.learn(envelope("acme", "case/2", opened("permit", null)), 1);
        small.at(envelope("acme", "case/1", opened("loan", null)), 0);
        small.learn(envelope("acme", "case/3", opened("loan", null)), 2);

        assertThat(store.values).containsOnlyKeys("acme/case/2");
        assertThat(small.size()).isEqualTo(2);
        assertThat(small.stored()).isEqualTo(1);
        assertThat(small.at(envelope("acme", "task/2~t", new TaskEvent.Claimed("ann")), 9)
                        .caseType())
                .isEqualTo("permit");
        assertThat(small.size()).isEqualTo(2);
    }

    @Test
    void as_long_as_all_fit_into_memory_the_store_is_not_asked() {
        MemoryFacts store = new MemoryFacts();
        store.failing = true;
        FactBook book = new FactBook(2, store);

        book.learn(envelope("acme", "case/1", opened("loan", "ann")), 0);
        book.learn(envelope("acme", "task/1~t", task("bob", "eve")), 1);

        assertThat(book.at(claimed, 2)).isEqualTo(new EventFacts("loan", 1, "bob", "bob", List.of("eve")));
        assertThat(book.at(envelope("acme", "case/9", opened("loan", null)), 3)).isEqualTo(EventFacts.NONE);
    }

    @Test
    void what_was_on_disk_may_change_and_leave_again() {
        FactBook small = MemoryFacts.book(1);
        small.learn(envelope("acme", "task/1~t", task("ann", "eve")), 0);
        small.learn(envelope("acme", "task/2~t", task(null)), 1);
        small.learn(envelope("acme", "task/1~t", new TaskEvent.Assigned(null, "ann")), 2);
        small.learn(envelope("acme", "task/2~t", new TaskEvent.Claimed("bob")), 3);
        small.learn(claimed, 4);

        assertThat(small.at(claimed, 0).assigneeAfter()).isEqualTo("ann");
        assertThat(small.at(claimed, 3).assigneeBefore()).isNull();
        assertThat(small.at(claimed, 4)).isEqualTo(new EventFacts(null, 0, null, "ann", List.of("eve")));
        assertThat(small.at(envelope("acme", "task/2~t", new TaskEvent.Claimed("bob")), 3))
                .isEqualTo(new EventFacts(null, 0, null, "bob", List.of()));
    }

    @Test
    void every_change_of_one_task_is_remembered() {
        int changes = 10 * Assignments.MAX_CHANGES;
        for (int offset = 0; offset < changes; offset++) {
            facts.learn(envelope("acme", "task/1~t", new TaskEvent.Claimed("user" + offset)), offset);
        }

        for (int offset = 1; offset < changes; offset++) {
            EventFacts known = facts.at(claimed, offset);
            assertThat(known.assigneeBefore()).isEqualTo("user" + (offset - 1));
            assertThat(known.assigneeAfter()).isEqualTo("user" + offset);
        }
    }

    @Test
    void an_event_that_cannot_be_learnt_for_want_of_room_changes_nothing_and_may_come_again() {
        MemoryFacts store = new MemoryFacts();
        FactBook small = new FactBook(1, store);
        EventEnvelope first = envelope("acme", "case/1", opened("loan", "ann"));
        EventEnvelope second = envelope("acme", "case/2", opened("permit", "bob"));
        small.learn(first, 0);
        store.failing = true;
        assertThatThrownBy(() -> small.learn(second, 1)).isInstanceOf(FactsUnavailableException.class);
        assertThat(small.at(first, 0).caseType()).isEqualTo("loan");

        store.failing = false;
        small.learn(first, 0);
        small.learn(second, 1);

        assertThat(small.at(first, 0)).isEqualTo(new EventFacts("loan", 1, null, "ann", List.of()));
        assertThat(small.at(second, 1)).isEqualTo(new EventFacts("permit", 1, null, "bob", List.of()));
    }

    @Test
    void the_rules_of_more_versions_than_fit_are_remembered() {
        for (int number = 0; number < FactBook.MAX_CASE_TYPE_VERSIONS + 10; number++) {
            NotifyRule rule = new NotifyRule("case-opened", "hello" + number, "actor", Map.of("a", "b"));
            facts.learn(envelope("acme", "case-type/t" + number, defined(rule)), number);
        }

        assertThat(facts.rules("acme", "t3", 1))
                .contains(List.of(new NotifyRule("case-opened", "hello3", "actor", Map.of("a", "b"))));
        assertThat(facts.rules("acme", "t20009", 1).orElseThrow()).hasSize(1);
        assertThat(facts.rules("acme", "other", 1)).isEmpty();
    }

    private static CaseTypeEvent.Defined defined(NotifyRule rule) {
        return new CaseTypeEvent.Defined(
                "Claim", Json.mapper().createObjectNode(), List.of(), null, null, null, List.of(rule), null);
    }
}
