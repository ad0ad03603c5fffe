package io.docket.eventstore.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.position.Position;
import io.docket.eventstore.faults.instance.Answer;
import io.docket.eventstore.faults.instance.Answer.Kind;
import io.docket.eventstore.faults.instance.Call;
import io.docket.eventstore.faults.instance.Call.Planned;
import io.docket.eventstore.faults.instance.Tenure;
import io.docket.eventstore.faults.load.Attempt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule notices what it is there for: a history that is right, with one thing wrong. */
class CheckTest {
    private static final String STREAM = "acme/account/a";

    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Logged.Event> events = new ArrayList<>();
    private final List<Logged.Stored> outcomes = new ArrayList<>();
    private final List<Tenure> tenures = new ArrayList<>();
    private final Map<String, Long> heads = new TreeMap<>();

    @BeforeEach
    void a_history_that_is_right() {
        tenures.add(new Tenure("one.1", 0, 0, 0));
        tenures.add(new Tenure("two.1", 0, 20, 100));
        written("k1", 1, 10, "one.1", 1, 2);
        told("k1", 1, 10, 20, 2, Kind.COMMITTED, 10, 11);
        told("k2", 1, 30, 40, 1, Kind.REFUSED);
        written("k2", 2, 20, "two.1", 3);
        told("k2", 2, 50, 60, 1, Kind.COMMITTED, 20);
        heads.put(STREAM, 3L);
    }

    @Test
    void what_is_right_breaks_no_rule() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void an_acknowledged_event_that_is_gone() {
        events.removeLast();

        assertThat(broken()).anyMatch(rule -> rule.startsWith("AcknowledgedIsThere"));
    }

    @Test
    void an_acknowledged_event_somewhere_else() {
        Logged.Event last = events.removeLast();
        events.add(event("k2", 2, 0, 25, last.sequence(), "two.1"));

        assertThat(broken()).singleElement().asString().startsWith("AcknowledgedIsThere");
    }

    @Test
    void an_acknowledged_rejection_that_is_gone() {
        told("k3", 1, 70, 80, 0, Kind.COMMITTED);

        assertThat(broken()).singleElement().asString().startsWith("AcknowledgedIsThere");
    }

    @Test
    void a_duplicate_of_what_was_never_written() {
        told("k2", 3, 70, 80, 1, Kind.DUPLICATE, 19);

        assertThat(broken()).anyMatch(rule -> rule.startsWith("AcknowledgedIsThere"));
    }

    @Test
    void a_refused_attempt_that_was_written() {
        told("k3", 1, 70, 80, 1, Kind.REFUSED);
        written("k3", 1, 30, "two.1", 4);
        told("k3", 2, 90, 95, 1, Kind.CONFLICT);
        heads.put(STREAM, 4L);

        assertThat(broken()).singleElement().asString().startsWith("RefusedIsNotThere");
    }

    @Test
    void a_key_that_was_written_twice() {
        written("k2", 1, 30, "two.1", 4);
        heads.put(STREAM, 4L);

        assertThat(broken()).anyMatch(rule -> rule.startsWith("KeyCountsOnce"));
    }

    @Test
    void an_event_that_is_there_twice() {
        events.add(event("k2", 2, 0, 30, 4, "two.1"));
        heads.put(STREAM, 4L);

        assertThat(broken()).anyMatch(rule -> rule.startsWith("KeyCountsOnce"));
    }

    @Test
    void a_forked_version() {
        written("k3", 1, 30, "two.1", 3);
        heads.put(STREAM, 4L);

        assertThat(broken()).singleElement().asString().startsWith("VersionsHaveNoGap");
    }

    @Test
    void half_an_append() {
        events.remove(1);

        assertThat(broken()).anyMatch(rule -> rule.startsWith("AppendIsWhole"));
    }

    @Test
    void another_order_than_that_of_the_answers() {
        Attempt last = attempts.removeLast();
        attempts.add(new Attempt(last.call(), last.instance(), 1, 2, 5, last.answer()));

        assertThat(broken()).singleElement().asString().startsWith("OrderIsThatOfAnswers");
    }

    @Test
    void an_event_without_its_outcome() {
        written("k3", 1, 30, "two.1", 4);
        heads.put(STREAM, 4L);
        outcomes.removeLast();

        assertThat(broken()).singleElement().asString().startsWith("OutcomeBelongsToEvents");
    }

    @Test
    void an_outcome_without_its_event() {
        outcomes.add(new Logged.Stored(0, "k3", "append k3", 1, STREAM, 4));

        assertThat(broken()).singleElement().asString().startsWith("OutcomeBelongsToEvents");
    }

    @Test
    void a_former_owner_that_writes() {
        written("k3", 1, 30, "one.1", 4);
        heads.put(STREAM, 4L);

        assertThat(broken()).singleElement().asString().startsWith("FormerOwnerIsSilent");
    }

    @Test
    void a_former_owner_that_writes_where_both_began() {
        tenures.add(new Tenure("three.1", 0, 20, 50));
        written("k3", 1, 30, "three.1", 4);
        written("k4", 1, 40, "two.1", 5);
        heads.put(STREAM, 5L);

        assertThat(broken()).singleElement().asString().startsWith("FormerOwnerIsSilent");
    }

    @Test
    void a_command_that_nobody_decided() {
        told("k3", 1, 70, 80, 1, Kind.SILENCE);

        assertThat(broken()).singleElement().asString().startsWith("EveryCommandIsDecided");
    }

    @Test
    void an_index_that_is_behind_the_log() {
        heads.put(STREAM, 2L);

        assertThat(broken()).singleElement().asString().startsWith("IndexEqualsLog");
    }

    @Test
    void a_conflict_with_an_old_version_is_stale() {
        attempts.add(attempt("k3", 1, 70, 80, 1, new Answer(Kind.CONFLICT, STREAM, 1, List.of())));
        attempts.add(attempt("k4", 1, 70, 80, 1, new Answer(Kind.CONFLICT, STREAM, 2, List.of())));

        assertThat(StaleAnswers.in(attempts))
                .singleElement()
                .matches(attempt -> attempt.call().key().equals("k3"));
    }

    private List<String> broken() {
        return Check.broken(new Evidence(attempts, events, outcomes, tenures, heads));
    }

    private void written(String key, int attempt, long offset, String instance, long... sequences) {
        for (int i = 0; i < sequences.length; i++) {
            events.add(event(key, attempt, i, offset + i, sequences[i], instance));
        }
        outcomes.add(new Logged.Stored(0, key, "append " + key, attempt, STREAM, sequences[sequences.length - 1]));
    }

    private static Logged.Event event(String key, int attempt, int index, long offset, long sequence, String instance) {
        return new Logged.Event(
                new Position(0, offset), STREAM, sequence, Call.eventId(key, attempt, index), key, instance);
    }

    private void told(String key, int number, long sent, long answered, int size, Kind kind, long... offsets) {
        List<Position> positions = Arrays.stream(offsets)
                .mapToObj(offset -> new Position(0, offset))
                .toList();
        Answer answer = new Answer(kind, "-", kind == Kind.DUPLICATE ? 1 : 0, positions);
        attempts.add(attempt(key, number, sent, answered, size, answer));
    }

    private static Attempt attempt(String key, int number, long sent, long answered, int size, Answer answer) {
        List<Planned> events = LongStream.rangeClosed(1, size)
                .mapToObj(sequence -> new Planned("a", sequence))
                .toList();
        return new Attempt(new Call(key, number, "a", events), "one", sent, sent, answered, answer);
    }
}
