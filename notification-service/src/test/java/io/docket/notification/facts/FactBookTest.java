package io.docket.notification.facts;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.opened;
import static io.docket.notification.Events.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.TaskEvent;
import org.junit.jupiter.api.Test;

class FactBookTest {
    private final FactBook facts = new FactBook(100);
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
    void what_was_not_used_for_longest_is_forgotten_first() {
        FactBook small = new FactBook(2);
        small.learn(envelope("acme", "case/1", opened("loan", null)), 0);
        small.learn(envelope("acme", "case/2", opened("loan", null)), 1);
        small.at(envelope("acme", "case/1", opened("loan", null)), 0);
        small.learn(envelope("acme", "case/3", opened("loan", null)), 2);

        assertThat(small.at(claimed, 9).caseType()).isEqualTo("loan");
        assertThat(small.size()).isEqualTo(2);
        assertThat(small.forgotten()).isEqualTo(1);
    }

    @Test
    void many_changes_of_one_task_keep_the_latest() {
        for (int offset = 0; offset < 10 * Assignments.MAX_CHANGES; offset++) {
            facts.learn(envelope("acme", "task/1~t", new TaskEvent.Claimed("user" + offset)), offset);
        }

        assertThat(facts.at(claimed, 639).assigneeAfter()).isEqualTo("user639");
        assertThat(facts.at(claimed, 620).assigneeAfter()).isEqualTo("user620");
    }
}
