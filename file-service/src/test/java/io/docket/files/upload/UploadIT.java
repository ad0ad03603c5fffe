package io.docket.files.upload;

import static io.docket.files.support.LocalFiles.AUDITOR;
import static io.docket.files.support.LocalFiles.OTHER;
import static io.docket.files.support.LocalFiles.SENDER;
import static io.docket.files.support.LocalFiles.WORKER;
import static io.docket.files.support.LocalFiles.announcement;
import static io.docket.files.support.LocalFiles.description;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.contracts.json.Json;
import io.docket.files.catalog.FileRecord;
import io.docket.files.catalog.FileState;
import io.docket.files.command.CommandRefused;
import io.docket.files.store.FileKeys;
import io.docket.files.support.ClientOfLinks;
import io.docket.files.support.LocalFiles;
import io.docket.files.support.RecordingCommandService.Answer;
import io.docket.files.support.RecordingCommandService.Received;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.ForbiddenException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadIT {
    private static final byte[] PLAN = "the plan of the dormer".getBytes(UTF_8);
    private static final byte[] ALTERED = "the plan of the DORMER".getBytes(UTF_8);
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
    void a_file_sent_by_link_is_verified_and_attached_in_the_name_of_the_caller() throws Exception {
        AnnouncedFile announced = files.uploads.announce(WORKER, announcement(PLAN));
        int stored = ClientOfLinks.send(announced.upload(), PLAN);

        FileRecord file = files.completions.complete(WORKER, announced.id(), SENDER);

        assertThat(stored).isEqualTo(200);
        assertThat(file.state()).isEqualTo(FileState.ATTACHED);
        assertThat(file.position()).isEqualTo("4-1");
        Received command = files.commandService.received().getFirst();
        assertThat(command.path()).isEqualTo("/api/commands/attach-file");
        assertThat(command.header("Idempotency-Key")).isEqualTo("file:" + file.id());
        assertThat(command.header("Authorization")).isEqualTo("Bearer worker-token");
        assertThat(command.payload().toString())
                .isEqualTo("{\"caseId\":\"permit-1\",\"fileId\":\"" + file.id()
                        + "\",\"name\":\"plan.txt\",\"contentType\":\"text/plain\",\"size\":22,\"sha256\":\""
                        + file.sha256() + "\"}");
    }

    @Test
    void an_empty_file_is_a_file() throws Exception {
        String id = files.attached(new byte[0]);

        assertThat(files.downloads.readable(WORKER, id).size()).isZero();
    }

    @Test
    void the_store_takes_no_other_bytes_size_or_type_than_announced() throws Exception {
        var piece = (Upload.InOnePiece)
                files.uploads.announce(WORKER, announcement(PLAN)).upload();
        Map<String, String> asHtml = new HashMap<>(piece.headers());
        asHtml.put("content-type", "text/html");

        assertThat(ClientOfLinks.put(piece.url(), piece.headers(), ALTERED)).isEqualTo(400);
        assertThat(ClientOfLinks.put(piece.url(), piece.headers(), "short".getBytes(UTF_8)))
                .isEqualTo(403);
        assertThat(ClientOfLinks.put(piece.url(), asHtml, PLAN)).isEqualTo(403);
        assertThat(ClientOfLinks.put(piece.url(), Map.of("content-type", "text/plain"), PLAN))
                .isEqualTo(403);
    }

    @Test
    void an_expired_link_is_refused_and_a_fresh_one_is_taken() throws Exception {
        try (LocalFiles hasty = new LocalFiles(Duration.ofSeconds(1))) {
            AnnouncedFile announced = hasty.uploads.announce(WORKER, announcement(PLAN));
            Thread.sleep(Duration.ofMillis(2500));

            assertThat(ClientOfLinks.send(announced.upload(), PLAN)).isEqualTo(403);
            AnnouncedFile renewed = hasty.uploads.renew(WORKER, announced.id());
            assertThat(ClientOfLinks.send(renewed.upload(), PLAN)).isEqualTo(200);
        }
    }

    @Test
    void bytes_that_got_past_the_store_are_deleted_and_no_command_is_sent() throws Exception {
        AnnouncedFile announced = files.uploads.announce(WORKER, announcement(PLAN));
        FileRecord file = files.catalog.require(WORKER, announced.id());
        files.store.objects().write(FileKeys.content("acme", file.id(), file.sha256()), "text/plain", ALTERED);

        HttpProblem problem = refused(announced.id());

        assertThat(problem.getStatusCode()).isEqualTo(422);
        assertThat(files.commandService.received()).isEmpty();
        assertThat(files.objects()).isZero();
    }

    @Test
    void completing_before_the_bytes_are_there_changes_nothing() throws Exception {
        AnnouncedFile announced = files.uploads.announce(WORKER, announcement(PLAN));

        HttpProblem problem = refused(announced.id());

        assertThat(problem.getStatusCode()).isEqualTo(409);
        assertThat(problem.getParameters()).containsEntry("reason", "not-uploaded");
        assertThat(files.commandService.received()).isEmpty();
        assertThat(ClientOfLinks.send(announced.upload(), PLAN)).isEqualTo(200);
    }

    @Test
    void completing_again_gives_the_same_answer_without_another_command() throws Exception {
        String id = files.attached(PLAN);

        FileRecord again = files.completions.complete(WORKER, id, SENDER);

        assertThat(again.position()).isEqualTo("4-1");
        assertThat(files.commandService.received()).hasSize(1);
    }

    @Test
    void a_refusal_of_the_case_is_passed_on_and_can_be_overcome_later() throws Exception {
        AnnouncedFile announced = files.uploads.announce(WORKER, announcement(PLAN));
        ClientOfLinks.send(announced.upload(), PLAN);
        files.commandService.next(Answer.problem(404, "{\"status\":404}"));

        CommandRefused refused = catchThrowableOfType(
                CommandRefused.class, () -> files.completions.complete(WORKER, announced.id(), SENDER));

        assertThat(refused.answer().status()).isEqualTo(404);
        assertThat(files.completions.complete(WORKER, announced.id(), SENDER).state())
                .isEqualTo(FileState.ATTACHED);
    }

    @Test
    void without_an_answer_the_same_key_is_sent_again() throws Exception {
        AnnouncedFile announced = files.uploads.announce(WORKER, announcement(PLAN));
        ClientOfLinks.send(announced.upload(), PLAN);
        files.commandService.next(Answer.problem(503, "{}"));

        catchThrowableOfType(CommandRefused.class, () -> files.completions.complete(WORKER, announced.id(), SENDER));
        files.completions.complete(WORKER, announced.id(), SENDER);

        assertThat(files.commandService.received())
                .extracting(command -> command.header("Idempotency-Key"))
                .containsExactly("file:" + announced.id(), "file:" + announced.id());
    }

    @Test
    void a_case_that_has_the_file_already_is_as_good_as_one_that_takes_it() throws Exception {
        AnnouncedFile announced = files.uploads.announce(WORKER, announcement(PLAN));
        ClientOfLinks.send(announced.upload(), PLAN);
        files.commandService.next(Answer.problem(
                409, "{\"type\":\"https://docket.io/problems/state-conflict\",\"reason\":\"already-attached\"}"));

        assertThat(files.completions.complete(WORKER, announced.id(), SENDER).state())
                .isEqualTo(FileState.ATTACHED);
    }

    @Test
    void another_tenant_can_neither_complete_nor_renew() throws Exception {
        AnnouncedFile announced = files.uploads.announce(WORKER, announcement(PLAN));
        ClientOfLinks.send(announced.upload(), PLAN);

        assertThat(catchThrowableOfType(
                                HttpProblem.class, () -> files.completions.complete(OTHER, announced.id(), SENDER))
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(catchThrowableOfType(HttpProblem.class, () -> files.uploads.renew(OTHER, announced.id()))
                        .getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void who_only_reads_cannot_upload() throws Exception {
        byte[] announcement = announcement(PLAN);

        assertThatExceptionOfType(ForbiddenException.class)
                .isThrownBy(() -> files.uploads.announce(AUDITOR, announcement));
        assertThat(files.objects()).isZero();
    }

    @Test
    void a_task_without_a_case_takes_no_file() throws Exception {
        byte[] announcement = Json.bytes(description(PLAN).put("subject", "task/lonely"));

        HttpProblem problem =
                catchThrowableOfType(HttpProblem.class, () -> files.uploads.announce(WORKER, announcement));

        assertThat(problem.getStatusCode()).isEqualTo(422);
    }

    private HttpProblem refused(String id) {
        return catchThrowableOfType(HttpProblem.class, () -> files.completions.complete(WORKER, id, SENDER));
    }
}
