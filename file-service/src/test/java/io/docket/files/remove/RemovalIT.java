package io.docket.files.remove;

import static io.docket.files.support.LocalFiles.AUDITOR;
import static io.docket.files.support.LocalFiles.BRIDGE;
import static io.docket.files.support.LocalFiles.OTHER;
import static io.docket.files.support.LocalFiles.SENDER;
import static io.docket.files.support.LocalFiles.WORKER;
import static io.docket.files.support.LocalFiles.announcement;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.files.command.CommandRefused;
import io.docket.files.support.ClientOfLinks;
import io.docket.files.support.LocalFiles;
import io.docket.files.support.RecordingCommandService.Answer;
import io.docket.files.support.RecordingCommandService.Received;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.ForbiddenException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemovalIT {
    private static final byte[] PLAN = "the plan of the dormer".getBytes(UTF_8);
    private static final String NOT_FOUND = "{\"type\":\"https://docket.io/problems/not-found\"}";
    private static final String CONFLICT =
            "{\"type\":\"https://docket.io/problems/state-conflict\",\"reason\":\"archived\"}";
    private LocalFiles files;

    @BeforeEach
    void start() throws IOException {
        files = new LocalFiles();
    }

    @AfterEach
    void stop() {
        files.close();
    }

    @Test
    void the_case_lets_go_of_the_file_and_nothing_is_left() throws Exception {
        String id = files.attached(PLAN);

        var position = files.removals.remove(WORKER, id, SENDER);

        Received command = files.commandService.received().getLast();
        assertThat(command.path()).isEqualTo("/api/commands/detach-file");
        assertThat(command.header("Idempotency-Key")).isEqualTo("file:" + id + ":detach");
        assertThat(command.payload().toString()).isEqualTo("{\"caseId\":\"permit-1\",\"fileId\":\"" + id + "\"}");
        assertThat(position).contains("4-2");
        assertThat(files.objects()).isZero();
    }

    @Test
    void a_case_that_keeps_the_file_keeps_the_bytes() throws Exception {
        String id = files.attached(PLAN);
        files.commandService.next(Answer.problem(409, CONFLICT));

        catchThrowableOfType(CommandRefused.class, () -> files.removals.remove(WORKER, id, SENDER));

        assertThat(files.downloads.readable(WORKER, id).id()).isEqualTo(id);
        assertThat(files.objects()).isEqualTo(3);
    }

    @Test
    void a_file_whose_case_does_not_exist_can_be_removed() throws Exception {
        String id = refusedByItsCase();
        files.commandService.next(Answer.problem(404, NOT_FOUND));

        var position = files.removals.remove(WORKER, id, SENDER);

        assertThat(position).isEmpty();
        assertThat(files.objects()).isZero();
    }

    @Test
    void a_file_that_its_case_may_have_taken_is_kept_while_the_case_does_not_say_so() throws Exception {
        String id = refusedByItsCase();
        files.commandService.next(Answer.problem(409, CONFLICT));

        catchThrowableOfType(CommandRefused.class, () -> files.removals.remove(WORKER, id, SENDER));

        assertThat(files.objects()).isEqualTo(3);
    }

    @Test
    void a_file_that_its_case_has_let_go_of_before_is_removed() throws Exception {
        String id = files.attached(PLAN);
        files.commandService.next(Answer.problem(422, "{\"type\":\"https://docket.io/problems/unknown-file\"}"));

        files.removals.remove(WORKER, id, SENDER);

        assertThat(files.objects()).isZero();
    }

    @Test
    void an_upload_that_never_came_to_an_end_is_removed_without_a_command() throws Exception {
        var announced = files.uploads.announce(WORKER, announcement(PLAN));

        files.removals.remove(WORKER, announced.id(), SENDER);

        assertThat(files.commandService.received()).isEmpty();
        assertThat(files.objects()).isZero();
    }

    @Test
    void when_a_process_is_over_all_files_of_its_task_are_gone_even_if_their_case_keeps_them_on_record()
            throws Exception {
        files.attached(PLAN);
        files.attached("another".getBytes(UTF_8));
        files.uploads.announce(WORKER, announcement("never sent".getBytes(UTF_8)));
        files.commandService.next(Answer.problem(409, CONFLICT));

        int removed = files.removals.removeOfTask(BRIDGE, "permit-1~review", SENDER);

        assertThat(removed).isEqualTo(3);
        assertThat(files.objects()).isZero();
        assertThat(files.removals.removeOfTask(BRIDGE, "permit-1~review", SENDER))
                .isZero();
    }

    @Test
    void removal_of_the_files_of_a_task_goes_on_after_a_case_could_not_be_asked() throws Exception {
        files.attached(PLAN);
        files.commandService.next(Answer.problem(503, "{}"));
        catchThrowableOfType(
                CommandRefused.class, () -> files.removals.removeOfTask(BRIDGE, "permit-1~review", SENDER));
        assertThat(files.objects()).isEqualTo(3);

        files.removals.removeOfTask(BRIDGE, "permit-1~review", SENDER);

        assertThat(files.objects()).isZero();
    }

    @Test
    void files_of_a_task_are_removed_by_the_bridge_alone_and_only_that_tasks() throws Exception {
        files.attached(PLAN);

        assertThatExceptionOfType(ForbiddenException.class)
                .isThrownBy(() -> files.removals.removeOfTask(WORKER, "permit-1~review", SENDER));
        assertThat(files.removals.removeOfTask(BRIDGE, "permit-1~rev", SENDER)).isZero();
        assertThat(files.objects()).isEqualTo(3);
    }

    @Test
    void neither_another_tenant_nor_a_reader_can_remove() throws Exception {
        String id = files.attached(PLAN);

        assertThat(catchThrowableOfType(HttpProblem.class, () -> files.removals.remove(OTHER, id, SENDER))
                        .getStatusCode())
                .isEqualTo(404);
        assertThatExceptionOfType(ForbiddenException.class)
                .isThrownBy(() -> files.removals.remove(AUDITOR, id, SENDER));
        assertThat(files.objects()).isEqualTo(3);
    }

    private String refusedByItsCase() throws Exception {
        var announced = files.uploads.announce(WORKER, announcement(PLAN));
        ClientOfLinks.send(announced.upload(), PLAN);
        files.commandService.next(Answer.problem(404, NOT_FOUND));
        catchThrowableOfType(CommandRefused.class, () -> files.completions.complete(WORKER, announced.id(), SENDER));
        return announced.id();
    }
}
