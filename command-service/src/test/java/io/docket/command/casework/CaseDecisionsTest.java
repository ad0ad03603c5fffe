package io.docket.command.casework;

import static io.docket.command.support.Scenario.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.decision.Refusal;
import io.docket.command.support.Scenario;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.ProcessEvent;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseDecisionsTest {
    private static final CaseEvent OPENED =
            new CaseEvent.Opened("loan", 3, "K1", null, "draft", json("{\"amount\":\"5\"}"), null, null);
    private static final CaseEvent CLOSED = new CaseEvent.Closed(null);
    private static final CaseEvent COMMENT = new CaseEvent.CommentAdded("m1", "hello", null);
    private static final CaseEvent FILE =
            new CaseEvent.FileAttached("f1", "a.pdf", "application/pdf", 3, "0".repeat(64));

    private static Scenario openCase() {
        return Scenario.start().given(CaseState.KIND, "K1", OPENED);
    }

    private static Scenario caseAfter(CaseEvent... more) {
        return openCase().given(CaseState.KIND, "K1", more);
    }

    @Test
    void a_case_opens_in_the_first_stage_pinned_to_the_current_version() {
        assertThat(Scenario.start()
                        .when("open-case", "{\"caseType\":\"loan\",\"caseId\":\"K1\",\"data\":{\"amount\":\"5\"}}"))
                .containsExactly(OPENED);
    }

    @Test
    void a_case_without_an_id_gets_one_from_its_command() {
        assertThat(Scenario.start().when("open-case", "{\"caseType\":\"loan\",\"data\":{\"amount\":\"5\"}}"))
                .singleElement()
                .extracting(event -> ((CaseEvent.Opened) event).number())
                .isEqualTo(Scenario.commandId());
    }

    @Test
    void opening_a_case_asks_for_the_process_of_its_type() {
        assertThat(Scenario.withProcess("approval")
                        .when("open-case", "{\"caseType\":\"loan\",\"caseId\":\"K1\",\"data\":{\"amount\":\"5\"}}"))
                .containsExactly(
                        OPENED, new ProcessEvent.Requested("K1", "approval", null, null, json("{\"amount\":\"5\"}")));
    }

    @Test
    void an_update_is_recorded_as_the_patch() {
        assertThat(openCase().when("update-case", "{\"caseId\":\"K1\",\"data\":{\"amount\":\"6\"}}"))
                .containsExactly(new CaseEvent.Updated(json("{\"amount\":\"6\"}")));
    }

    @Test
    void an_update_that_changes_nothing_records_nothing() {
        assertThat(openCase().when("update-case", "{\"caseId\":\"K1\",\"data\":{\"amount\":\"5\"}}"))
                .isEmpty();
    }

    @Test
    void a_move_names_both_stages() {
        assertThat(openCase().when("move-case", "{\"caseId\":\"K1\",\"stage\":\"review\"}"))
                .containsExactly(new CaseEvent.Moved("draft", "review"));
    }

    @Test
    void a_stage_without_next_may_be_followed_by_any() {
        assertThat(caseAfter(new CaseEvent.Moved("draft", "review"))
                        .when("move-case", "{\"caseId\":\"K1\",\"stage\":\"draft\"}"))
                .hasSize(1);
    }

    @Test
    void an_assignment_names_the_former_assignee() {
        assertThat(caseAfter(new CaseEvent.Assigned("bob", null))
                        .when("assign-case", "{\"caseId\":\"K1\",\"assignee\":null}"))
                .containsExactly(new CaseEvent.Assigned(null, "bob"));
    }

    @Test
    void a_case_changes_its_queue_and_leaves_it() {
        assertThat(openCase().when("queue-case", "{\"caseId\":\"K1\",\"queue\":\"vault\"}"))
                .containsExactly(new CaseEvent.Queued("vault", null));
        assertThat(caseAfter(new CaseEvent.Queued("vault", null))
                        .when("queue-case", "{\"caseId\":\"K1\",\"queue\":null}"))
                .containsExactly(new CaseEvent.Queued(null, "vault"));
        assertThat(caseAfter(new CaseEvent.Queued("vault", null))
                        .when("queue-case", "{\"caseId\":\"K1\",\"queue\":\"vault\"}"))
                .isEmpty();
    }

    @Test
    void a_queue_that_the_case_type_does_not_name_is_unknown() {
        String open = "{\"caseType\":\"loan\",\"data\":{\"amount\":\"5\"},\"queue\":\"cellar\"}";

        for (Refusal refusal : List.of(
                openCase().refusalWhen("queue-case", "{\"caseId\":\"K1\",\"queue\":\"cellar\"}"),
                Scenario.start().refusalWhen("open-case", open))) {
            assertThat(refusal.status()).isEqualTo(422);
            assertThat(refusal.slug()).isEqualTo("unknown-queue");
        }
    }

    @Test
    void a_comment_gets_the_id_of_its_command() {
        assertThat(openCase().when("add-comment", "{\"caseId\":\"K1\",\"body\":\"hi\"}"))
                .containsExactly(new CaseEvent.CommentAdded(Scenario.commandId(), "hi", null));
    }

    @Test
    void the_author_may_change_a_comment() {
        assertThat(caseAfter(COMMENT).when("edit-comment", "{\"caseId\":\"K1\",\"commentId\":\"m1\",\"body\":\"bye\"}"))
                .containsExactly(new CaseEvent.CommentEdited("m1", "bye"));
    }

    @Test
    void nobody_else_may_change_a_comment() {
        Refusal refusal = caseAfter(COMMENT)
                .by("bob", Set.of("case-manager"), Set.of())
                .refusalWhen("edit-comment", "{\"caseId\":\"K1\",\"commentId\":\"m1\",\"body\":\"bye\"}");

        assertThat(refusal.status()).isEqualTo(403);
    }

    @Test
    void a_file_is_attached_once_and_may_be_detached() {
        String attach = "{\"caseId\":\"K1\",\"fileId\":\"f1\",\"name\":\"a.pdf\",\"contentType\":\"application/pdf\","
                + "\"size\":3,\"sha256\":\"" + "0".repeat(64) + "\"}";

        assertThat(openCase().when("attach-file", attach)).containsExactly(FILE);
        assertThat(caseAfter(FILE).refusalWhen("attach-file", attach).reason()).isEqualTo("already-attached");
        assertThat(caseAfter(FILE).when("detach-file", "{\"caseId\":\"K1\",\"fileId\":\"f1\"}"))
                .containsExactly(new CaseEvent.FileDetached("f1"));
    }

    @Test
    void the_same_link_again_records_nothing() {
        String link = "{\"caseId\":\"K1\",\"otherCaseId\":\"K2\",\"relation\":\"appeal\"}";

        assertThat(openCase().when("link-cases", link)).containsExactly(new CaseEvent.Linked("K2", "appeal"));
        assertThat(caseAfter(new CaseEvent.Linked("K2", "appeal")).when("link-cases", link))
                .isEmpty();
    }

    @Test
    void a_case_is_closed_reopened_and_archived() {
        assertThat(openCase().when("close-case", "{\"caseId\":\"K1\",\"outcome\":\"granted\"}"))
                .containsExactly(new CaseEvent.Closed("granted"));
        assertThat(caseAfter(CLOSED).when("reopen-case", "{\"caseId\":\"K1\"}"))
                .containsExactly(new CaseEvent.Reopened());
        assertThat(caseAfter(CLOSED).when("archive-case", "{\"caseId\":\"K1\"}"))
                .containsExactly(new CaseEvent.Archived());
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "open-case|{\"caseType\":\"car\",\"data\":{}}|422|unknown-case-type",
                "open-case|{\"caseType\":\"loan\",\"data\":{\"amount\":5}}|400|invalid-request",
                "open-case|{\"caseType\":\"loan\",\"caseId\":\"K1\",\"data\":{\"amount\":\"5\"}}|409|already-exists",
                "update-case|{\"caseId\":\"K1\",\"data\":{\"amount\":null}}|400|invalid-request",
                "update-case|{\"caseId\":\"K1\",\"data\":{\"colour\":\"red\"}}|400|invalid-request",
                "update-case|{\"caseId\":\"K9\",\"data\":{}}|404|not-found",
                "move-case|{\"caseId\":\"K1\",\"stage\":\"moon\"}|422|unknown-stage",
                "move-case|{\"caseId\":\"K1\",\"stage\":\"draft\"}|409|already-there",
                "move-case|{\"caseId\":\"K1\",\"stage\":\"done\"}|409|move-not-allowed",
                "add-comment|{\"caseId\":\"K1\",\"body\":\"x\",\"parentId\":\"m9\"}|422|unknown-comment",
                "edit-comment|{\"caseId\":\"K1\",\"body\":\"x\",\"commentId\":\"m9\"}|422|unknown-comment",
                "detach-file|{\"caseId\":\"K1\",\"fileId\":\"f9\"}|422|unknown-file",
                "link-cases|{\"caseId\":\"K1\",\"otherCaseId\":\"K1\",\"relation\":\"self\"}|400|invalid-request",
                "reopen-case|{\"caseId\":\"K1\"}|409|case-open",
                "archive-case|{\"caseId\":\"K1\"}|409|case-open",
                "start-process|{\"caseId\":\"K9\",\"processId\":\"p\"}|422|unknown-case",
                "create-task|{\"caseId\":\"K9\",\"name\":\"t\"}|422|unknown-case",
            })
    void an_open_case_refuses(String type, String payload, int status, String why) {
        Refusal refusal = openCase().refusalWhen(type, payload);

        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.reason() == null ? refusal.slug() : refusal.reason()).isEqualTo(why);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "update-case|{\"caseId\":\"K1\",\"data\":{\"amount\":\"6\"}}|case-closed",
                "move-case|{\"caseId\":\"K1\",\"stage\":\"review\"}|case-closed",
                "assign-case|{\"caseId\":\"K1\",\"assignee\":\"bob\"}|case-closed",
                "close-case|{\"caseId\":\"K1\"}|case-closed",
                "create-task|{\"caseId\":\"K1\",\"name\":\"t\"}|case-closed",
                "start-process|{\"caseId\":\"K1\",\"processId\":\"p\"}|case-closed",
            })
    void a_closed_case_refuses(String type, String payload, String reason) {
        Refusal refusal = caseAfter(CLOSED).refusalWhen(type, payload);

        assertThat(refusal.status()).isEqualTo(409);
        assertThat(refusal.reason()).isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "add-comment|{\"caseId\":\"K1\",\"body\":\"x\"}",
                "edit-comment|{\"caseId\":\"K1\",\"body\":\"x\",\"commentId\":\"m1\"}",
                "detach-file|{\"caseId\":\"K1\",\"fileId\":\"f1\"}",
                "link-cases|{\"caseId\":\"K1\",\"otherCaseId\":\"K2\",\"relation\":\"r\"}",
                "reopen-case|{\"caseId\":\"K1\"}",
                "archive-case|{\"caseId\":\"K1\"}",
                "create-task|{\"caseId\":\"K1\",\"name\":\"t\"}",
            })
    void an_archived_case_refuses(String type, String payload) {
        Refusal refusal =
                caseAfter(COMMENT, FILE, CLOSED, new CaseEvent.Archived()).refusalWhen(type, payload);

        assertThat(refusal.reason()).isEqualTo("case-archived");
    }
}
