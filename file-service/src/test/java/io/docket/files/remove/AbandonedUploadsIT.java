package io.docket.files.remove;

import static io.docket.files.support.LocalFiles.BRIDGE;
import static io.docket.files.support.LocalFiles.OTHER;
import static io.docket.files.support.LocalFiles.SENDER;
import static io.docket.files.support.LocalFiles.WORKER;
import static io.docket.files.support.LocalFiles.announcement;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.files.metrics.FileMetrics;
import io.docket.files.support.LocalFiles;
import io.docket.kit.identity.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AbandonedUploadsIT {
    private static final Duration PATIENCE = Duration.ofHours(24);
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
    void upload_that_nobody_went_on_with_is_gone_with_its_parts_and_one_that_ended_stays() throws Exception {
        files.attached(PLAN);
        int attached = files.objects();
        announce(WORKER, PLAN);
        announce(OTHER, new byte[LocalFiles.PART_BYTES + 1]);

        assertThat(uploads(PATIENCE.minusMinutes(5)).sweep()).isZero();
        assertThat(files.unfinishedUploads()).isEqualTo(1);
        assertThat(uploads(PATIENCE.plusMinutes(5)).sweep()).isEqualTo(2);

        assertThat(files.objects()).isEqualTo(attached);
        assertThat(files.unfinishedUploads()).isZero();
        assertThat(uploads(PATIENCE.plusMinutes(5)).sweep()).isZero();
    }

    @Test
    void tasks_with_files_are_told_page_by_page_of_one_tenant() throws Exception {
        announce(WORKER, PLAN);
        announce(WORKER, "another".getBytes(UTF_8));
        announce(WORKER, "c~ut-2", PLAN);
        announce(OTHER, "d~ut-3", PLAN);

        assertThat(files.catalog.tasks("acme", "", 10)).containsExactly("c~ut-2", "permit-1~review");
        assertThat(files.catalog.tasks("acme", "", 1)).containsExactly("c~ut-2");
        assertThat(files.catalog.tasks("acme", "c~ut-2", 1)).containsExactly("permit-1~review");
        assertThat(files.catalog.tasks("acme", "permit-1~review", 1)).isEmpty();
        files.removals.removeOfTask(BRIDGE, "permit-1~review", SENDER);
        assertThat(files.catalog.tasks("acme", "", 10)).containsExactly("c~ut-2");
        assertThat(List.copyOf(files.catalog.tenants())).containsExactly("acme", "globex");
    }

    private void announce(Caller caller, byte[] bytes) throws IOException {
        files.uploads.announce(caller, announcement(bytes));
    }

    private void announce(Caller caller, String task, byte[] bytes) throws IOException {
        files.uploads.announce(
                caller,
                LocalFiles.description(bytes)
                        .put("subject", "task/" + task)
                        .toString()
                        .getBytes(UTF_8));
    }

    private AbandonedUploads uploads(Duration later) {
        return new AbandonedUploads(
                files.catalog,
                files.removals,
                new FileMetrics(new SimpleMeterRegistry()),
                PATIENCE,
                () -> Instant.now().plus(later));
    }
}
