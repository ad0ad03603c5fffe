package io.docket.command.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.faults.client.Answer;
import io.docket.command.faults.client.Answer.Written;
import io.docket.command.faults.client.Command;
import io.docket.command.faults.client.Command.Kind;
import io.docket.command.faults.client.Story;
import io.docket.command.faults.client.Story.Attempt;
import io.docket.command.idempotency.CommandIds;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule notices what it is there for: a history that is right, with one thing wrong. */
class CheckTest {
    private static final String CASE = "acme/case/c";
    private static final String PROCESS = "acme/process/c~check-1";

    private final List<Story> stories = new ArrayList<>();
    private final List<Story> repeats = new ArrayList<>();
    private final List<LoggedEvent> events = new ArrayList<>();
    private final List<LoggedOutcome> outcomes = new ArrayList<>();

    @BeforeEach
    void a_history_that_is_right() {
        events.add(event("open", CASE, 1, 10, "docket.case.opened.v1", "{'stage':'a','data':{'amount':'open'}}"));
        events.add(event("open", PROCESS, 1, 11, "docket.process.requested.v1", "{}"));
        events.add(event("move", CASE, 2, 20, "docket.case.moved.v1", "{'from':'a','to':'b'}"));
        told(10, 20, command("open", Kind.OPEN, "open", null), accepted(201, 1, "0-11", 0, 1));
        told(30, 40, command("move", Kind.MOVE, "b", 1L), accepted(200, 2, "0-20", 2));
        told(
                50,
                60,
                command("again", Kind.MOVE, "b", null),
                new Answer(409, false, -1, "", List.of(), "already-there"));
        told(
                70,
                80,
                command("late", Kind.COMMENT, "x", 1L),
                new Answer(412, false, 2, "", List.of(), "precondition-failed"));
        outcomes.add(new LoggedOutcome(0, id("open"), 201, PROCESS, 1));
        outcomes.add(new LoggedOutcome(0, id("move"), 200, CASE, 2));
        outcomes.add(new LoggedOutcome(0, id("again"), 409, "", 0));
        outcomes.add(new LoggedOutcome(0, id("late"), 412, "", 0));
        Story again = stories.get(1);
        repeats.add(story(90, 95, again.command(), again.answer().asReplay()));
    }

    @Test
    void what_is_right_breaks_no_rule() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void a_command_without_a_final_answer() {
        told(100, 110, command("open-end", Kind.COMMENT, "x", null), new Answer(503, false, -1, "", List.of(), "busy"));

        assertThat(broken()).singleElement().asString().startsWith("EveryCommandIsDecided");
    }

    @Test
    void an_answer_that_nobody_can_make_sense_of() {
        Story last = stories.removeLast();
        stories.add(new Story(
                last.command(),
                List.of(
                        new Attempt("one", 70, 71, new Answer(500, false, -1, "", List.of(), "")),
                        last.attempts().getLast())));

        assertThat(broken()).singleElement().asString().startsWith("EveryCommandIsDecided");
    }

    @Test
    void an_accepted_event_that_is_gone() {
        events.removeLast();

        assertThat(broken()).anyMatch(rule -> rule.startsWith("AcceptedIsThere"));
    }

    @Test
    void an_accepted_event_somewhere_else() {
        LoggedEvent last = events.removeLast();
        events.add(
                new LoggedEvent(new Position(0, 21), CASE, 2, last.id(), last.commandId(), last.type(), last.data()));

        assertThat(broken()).singleElement().asString().startsWith("AcceptedIsThere");
    }

    @Test
    void half_a_command() {
        events.remove(1);

        assertThat(broken()).anyMatch(rule -> rule.startsWith("AcceptedIsThere"));
    }

    @Test
    void a_command_that_is_written_twice() {
        events.add(event("move", CASE, 3, 30, "docket.case.moved.v1", "{'from':'a','to':'b'}"));

        assertThat(broken()).anyMatch(rule -> rule.startsWith("AcceptedIsThere"));
    }

    @Test
    void an_event_that_is_there_twice() {
        events.add(events.getLast());

        assertThat(broken()).anyMatch(rule -> rule.startsWith("NothingElseIsThere"));
    }

    @Test
    void an_event_that_nobody_asked_for() {
        events.add(event("nobody", "acme/case/other", 1, 30, "docket.case.opened.v1", "{}"));

        assertThat(broken()).singleElement().asString().startsWith("NothingElseIsThere");
    }

    @Test
    void a_refused_command_that_was_written() {
        events.add(event("again", CASE, 3, 30, "docket.case.comment-added.v1", "{}"));

        assertThat(broken()).anyMatch(rule -> rule.startsWith("RefusedIsNotThere"));
    }

    @Test
    void an_outcome_that_is_missing() {
        outcomes.removeLast();

        assertThat(broken()).singleElement().asString().startsWith("OutcomeIsTheAnswer");
    }

    @Test
    void an_outcome_that_is_another() {
        outcomes.set(2, new LoggedOutcome(0, id("again"), 200, "", 0));

        assertThat(broken()).singleElement().asString().startsWith("OutcomeIsTheAnswer");
    }

    @Test
    void two_outcomes() {
        outcomes.add(outcomes.getFirst());

        assertThat(broken()).singleElement().asString().startsWith("OutcomeIsTheAnswer");
    }

    @Test
    void an_earlier_command_behind_a_later_one() {
        events.add(event(
                "first", "acme/case/other", 1, 30, "docket.case.opened.v1", "{'stage':'a','data':{'amount':'first'}}"));
        told(5, 8, command("first", Kind.OPEN, "first", null, "other"), accepted(201, 1, "0-30", 3));
        outcomes.add(new LoggedOutcome(0, id("first"), 201, "acme/case/other", 1));

        assertThat(broken()).singleElement().asString().startsWith("OrderIsThatOfAnswers");
    }

    @Test
    void a_decision_on_a_state_that_was_never_there() {
        LoggedEvent last = events.removeLast();
        events.add(new LoggedEvent(
                last.position(), CASE, 2, last.id(), last.commandId(), last.type(), json("{'from':'c','to':'b'}")));

        assertThat(broken()).singleElement().asString().startsWith("DecisionFitsTheState");
    }

    @Test
    void a_refusal_that_the_state_does_not_give() {
        stories.set(
                2,
                story(
                        50,
                        60,
                        command("again", Kind.MOVE, "c", null),
                        new Answer(409, false, -1, "", List.of(), "already-there")));

        assertThat(broken()).singleElement().asString().startsWith("DecisionFitsTheState");
    }

    @Test
    void a_refusal_by_a_state_that_was_over_before() {
        stories.set(
                3,
                story(
                        70,
                        80,
                        command("late", Kind.COMMENT, "x", 2L),
                        new Answer(412, false, 1, "", List.of(), "precondition-failed")));

        assertThat(broken()).singleElement().asString().startsWith("DecisionFitsTheState");
    }

    @Test
    void another_answer_when_the_command_comes_again() {
        Story first = stories.get(1);
        repeats.set(0, story(90, 95, first.command(), first.answer()));

        assertThat(broken()).singleElement().asString().startsWith("RepeatIsAnsweredTheSame");
    }

    private List<String> broken() {
        return Check.broken(new Evidence(stories, repeats, events, outcomes));
    }

    private void told(long begun, long answered, Command command, Answer answer) {
        stories.add(story(begun, answered, command, answer));
    }

    private static Story story(long begun, long answered, Command command, Answer answer) {
        return new Story(command, List.of(new Attempt("one", begun, answered, answer)));
    }

    private static Command command(String key, Kind kind, String value, @Nullable Long ifMatch) {
        return command(key, kind, value, ifMatch, "c");
    }

    private static Command command(String key, Kind kind, String value, @Nullable Long ifMatch, String caseId) {
        return new Command(key, kind, caseId, value, ifMatch);
    }

    /** @param written the events, by their numbers in the list */
    private Answer accepted(int status, long version, String position, int... written) {
        List<Written> named = new ArrayList<>();
        for (int number : written) {
            named.add(new Written(events.get(number).id(), events.get(number).type()));
        }
        return new Answer(status, false, version, position, named, "");
    }

    private static String id(String key) {
        return CommandIds.of(Command.TENANT, key);
    }

    private static LoggedEvent event(String key, String stream, long version, long offset, String type, String data) {
        return new LoggedEvent(new Position(0, offset), stream, version, key + "@" + offset, id(key), type, json(data));
    }

    private static JsonNode json(String text) {
        return Json.tree(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
