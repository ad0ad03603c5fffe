package io.docket.files.upload;

import static io.docket.files.support.LocalFiles.OTHER;
import static io.docket.files.support.LocalFiles.PART_BYTES;
import static io.docket.files.support.LocalFiles.SENDER;
import static io.docket.files.support.LocalFiles.WORKER;
import static io.docket.files.support.LocalFiles.announcement;
import static io.docket.files.support.LocalFiles.description;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.contracts.json.Json;
import io.docket.files.catalog.FileState;
import io.docket.files.command.CommandRefused;
import io.docket.files.support.ClientOfLinks;
import io.docket.files.support.LocalFiles;
import io.docket.files.support.RecordingCommandService.Answer;
import io.docket.kit.identity.Caller;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that are announced under a key, more than once. */
class UploadAgainIT {
    private static final String KEY = "mail:1:file:1";
    private static final byte[] PLAN = "the plan of the dormer".getBytes(UTF_8);
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
    void a_file_that_was_announced_and_not_brought_is_brought_by_fresh_links() throws Exception {
        AnnouncedFile first = files.uploads.announce(WORKER, KEY, announcement(PLAN));

        AnnouncedFile again = files.uploads.announce(WORKER, KEY, announcement(PLAN));

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(ClientOfLinks.send(again.upload(), PLAN)).isEqualTo(200);
        assertThat(files.completions.complete(WORKER, again.id(), SENDER).state())
                .isEqualTo(FileState.ATTACHED);
    }

    @Test
    void a_file_whose_bytes_are_there_has_only_to_be_completed() throws Exception {
        AnnouncedFile first = files.uploads.announce(WORKER, KEY, announcement(PLAN));
        ClientOfLinks.send(first.upload(), PLAN);

        AnnouncedFile brought = files.uploads.announce(WORKER, KEY, announcement(PLAN));
        files.completions.complete(WORKER, brought.id(), SENDER);
        AnnouncedFile attached = files.uploads.announce(WORKER, KEY, announcement(PLAN));
        files.completions.complete(WORKER, attached.id(), SENDER);

        assertThat(brought.upload()).isNull();
        assertThat(attached.upload()).isNull();
        assertThat(files.commandService.received()).hasSize(1);
    }

    @Test
    void a_file_whose_case_gave_no_answer_is_the_same_to_it_the_next_time() throws Exception {
        AnnouncedFile first = files.uploads.announce(WORKER, KEY, announcement(PLAN));
        ClientOfLinks.send(first.upload(), PLAN);
        files.commandService.next(Answer.problem(503, "{}"));
        catchThrowableOfType(CommandRefused.class, () -> files.completions.complete(WORKER, first.id(), SENDER));

        AnnouncedFile again = files.uploads.announce(WORKER, KEY, announcement(PLAN));
        files.completions.complete(WORKER, again.id(), SENDER);

        assertThat(again.upload()).isNull();
        assertThat(files.commandService.received())
                .extracting(command -> command.header("Idempotency-Key"))
                .containsExactly("file:" + first.id(), "file:" + first.id());
    }

    @Test
    void parts_that_are_missing_are_brought_by_fresh_links_of_the_same_upload() throws Exception {
        byte[] scan = new byte[PART_BYTES + 7];
        var first = (Upload.InParts)
                files.uploads.announce(WORKER, KEY, announcement(scan)).upload();
        ClientOfLinks.sendPart(first, first.parts().get(0), scan);

        AnnouncedFile again = files.uploads.announce(WORKER, KEY, announcement(scan));
        var upload = (Upload.InParts) again.upload();
        ClientOfLinks.sendPart(upload, upload.parts().get(1), scan);

        assertThat(files.unfinishedUploads()).isEqualTo(1);
        assertThat(files.completions.complete(WORKER, again.id(), SENDER).state())
                .isEqualTo(FileState.ATTACHED);
    }

    @Test
    void a_key_is_of_one_description_and_one_user() throws Exception {
        files.uploads.announce(WORKER, KEY, announcement(PLAN));
        byte[] other = Json.bytes(description(PLAN).put("name", "other.txt"));
        Caller colleague = new Caller("acme", "colleague", Set.of("case-worker"), Set.of());

        assertThat(refused(WORKER, other)).isEqualTo(422);
        assertThat(refused(colleague, announcement(PLAN))).isEqualTo(422);
    }

    private int refused(Caller caller, byte[] announcement) {
        return catchThrowableOfType(HttpProblem.class, () -> files.uploads.announce(caller, KEY, announcement))
                .getStatusCode();
    }

    @Test
    void a_key_of_another_tenant_is_another_file() throws Exception {
        AnnouncedFile first = files.uploads.announce(WORKER, KEY, announcement(PLAN));

        AnnouncedFile others = files.uploads.announce(OTHER, KEY, announcement(PLAN));

        assertThat(others.id()).isNotEqualTo(first.id());
        assertThat(others.replayed()).isFalse();
    }

    @Test
    void a_file_that_is_gone_begins_anew() throws Exception {
        AnnouncedFile first = files.uploads.announce(WORKER, KEY, announcement(PLAN));
        files.removals.remove(WORKER, first.id(), SENDER);

        AnnouncedFile again = files.uploads.announce(WORKER, KEY, announcement(PLAN));

        assertThat(again.replayed()).isFalse();
        assertThat(again.upload()).isNotNull();
    }
}
