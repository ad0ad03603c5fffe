package io.docket.files.upload;

import static io.docket.files.support.LocalFiles.PART_BYTES;
import static io.docket.files.support.LocalFiles.SENDER;
import static io.docket.files.support.LocalFiles.WORKER;
import static io.docket.files.support.LocalFiles.announcement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.files.catalog.FileState;
import io.docket.files.support.ClientOfLinks;
import io.docket.files.support.LocalFiles;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UploadInPartsIT {
    private static final byte[] SCAN = new byte[2 * PART_BYTES + 7];
    private LocalFiles files;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(SCAN);
        files = new LocalFiles();
    }

    @AfterEach
    void stop() {
        files.close();
    }

    @Test
    void parts_in_any_order_make_one_file() throws Exception {
        AnnouncedFile announced = files.uploads.announce(WORKER, announcement(SCAN));
        var upload = (Upload.InParts) announced.upload();
        for (Upload.Part part : upload.parts().reversed()) {
            assertThat(ClientOfLinks.sendPart(upload, part, SCAN)).isEqualTo(200);
        }

        var file = files.completions.complete(WORKER, announced.id(), SENDER);

        assertThat(upload.parts())
                .extracting(Upload.Part::size)
                .containsExactly((long) PART_BYTES, (long) PART_BYTES, 7L);
        assertThat(file.state()).isEqualTo(FileState.ATTACHED);
        var bytes = new ByteArrayOutputStream();
        files.downloads.open(file, null).copyTo(bytes);
        assertThat(bytes.toByteArray()).isEqualTo(SCAN);
    }

    @Test
    void a_missing_part_can_be_sent_later_by_a_fresh_link() throws Exception {
        AnnouncedFile announced = files.uploads.announce(WORKER, announcement(SCAN));
        var upload = (Upload.InParts) announced.upload();
        ClientOfLinks.sendPart(upload, upload.parts().get(0), SCAN);
        ClientOfLinks.sendPart(upload, upload.parts().get(2), SCAN);

        HttpProblem problem = catchThrowableOfType(
                HttpProblem.class, () -> files.completions.complete(WORKER, announced.id(), SENDER));
        var renewed =
                (Upload.InParts) files.uploads.renew(WORKER, announced.id()).upload();
        ClientOfLinks.sendPart(renewed, renewed.parts().get(1), SCAN);

        assertThat(problem.getStatusCode()).isEqualTo(409);
        assertThat(files.completions.complete(WORKER, announced.id(), SENDER).state())
                .isEqualTo(FileState.ATTACHED);
    }

    @Test
    void parts_of_the_right_size_with_other_bytes_never_reach_the_case() throws Exception {
        AnnouncedFile announced = files.uploads.announce(WORKER, announcement(SCAN));
        byte[] altered = SCAN.clone();
        altered[PART_BYTES + 5] ^= 1;
        int stored = ClientOfLinks.send(announced.upload(), altered);

        HttpProblem problem = catchThrowableOfType(
                HttpProblem.class, () -> files.completions.complete(WORKER, announced.id(), SENDER));

        assertThat(stored).isEqualTo(200);
        assertThat(problem.getStatusCode()).isEqualTo(422);
        assertThat(files.commandService.received()).isEmpty();
        assertThat(files.objects()).isZero();
    }

    @Test
    void a_part_of_another_size_is_refused_by_the_store() throws Exception {
        var upload = (Upload.InParts)
                files.uploads.announce(WORKER, announcement(SCAN)).upload();
        Upload.Part first = upload.parts().getFirst();

        assertThat(ClientOfLinks.put(first.url(), first.headers(), new byte[100]))
                .isEqualTo(403);
    }

    @Test
    void a_removed_upload_leaves_nothing_behind() throws Exception {
        AnnouncedFile announced = files.uploads.announce(WORKER, announcement(SCAN));
        var upload = (Upload.InParts) announced.upload();
        ClientOfLinks.sendPart(upload, upload.parts().getFirst(), SCAN);
        assertThat(files.unfinishedUploads()).isEqualTo(1);

        files.removals.remove(WORKER, announced.id(), SENDER);

        assertThat(files.unfinishedUploads()).isZero();
        assertThat(files.objects()).isZero();
        assertThat(files.commandService.received()).isEmpty();
    }
}
