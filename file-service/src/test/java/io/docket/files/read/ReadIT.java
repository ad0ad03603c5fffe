package io.docket.files.read;

import static io.docket.files.support.LocalFiles.AUDITOR;
import static io.docket.files.support.LocalFiles.OTHER;
import static io.docket.files.support.LocalFiles.WORKER;
import static io.docket.files.support.LocalFiles.announcement;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.files.catalog.FileRecord;
import io.docket.files.support.ClientOfLinks;
import io.docket.files.support.LocalFiles;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadIT {
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
    void a_link_gives_the_bytes_to_save_under_their_name() throws Exception {
        FileRecord file = files.downloads.readable(AUDITOR, files.attached(PLAN));

        URI link = files.downloads.link(file);

        var whole = ClientOfLinks.get(link);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(PLAN);
        assertThat(whole.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"plan.txt\"");
        var part = ClientOfLinks.get(link, "Range", "bytes=4-7");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(new String(part.body(), UTF_8)).isEqualTo("plan");
    }

    @Test
    void a_link_to_one_file_opens_no_other() throws Exception {
        FileRecord file = files.downloads.readable(WORKER, files.attached(PLAN));
        FileRecord another = files.downloads.readable(WORKER, files.attached("secret".getBytes(UTF_8)));

        String link = files.downloads.link(file).toString();
        String bent = link.replace(file.id(), another.id()).replace(file.sha256(), another.sha256());

        assertThat(ClientOfLinks.get(URI.create(bent)).statusCode()).isEqualTo(403);
        assertThat(ClientOfLinks.get(URI.create(link.substring(0, link.indexOf('?'))))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_stream_answers_the_whole_file_or_the_range() throws Exception {
        FileRecord file = files.downloads.readable(WORKER, files.attached(PLAN));

        Response whole = StreamedFile.of(files.downloads, file, null, null);
        Response part = StreamedFile.of(files.downloads, file, "bytes=-6", null);

        assertThat(whole.getStatus()).isEqualTo(200);
        assertThat(text(whole)).isEqualTo("the plan of the dormer");
        assertThat(part.getStatus()).isEqualTo(206);
        assertThat(part.getHeaderString("Content-Range")).isEqualTo("bytes 16-21/22");
        assertThat(part.getHeaderString("Content-Length")).isEqualTo("6");
        assertThat(text(part)).isEqualTo("dormer");
    }

    @Test
    void a_range_of_another_version_or_outside_of_the_file_is_not_answered_in_part() throws Exception {
        FileRecord file = files.downloads.readable(WORKER, files.attached(PLAN));

        Response other = StreamedFile.of(files.downloads, file, "bytes=0-1", "\"another\"");
        HttpProblem outside = catchThrowableOfType(
                HttpProblem.class, () -> StreamedFile.of(files.downloads, file, "bytes=22-", null));

        assertThat(other.getStatus()).isEqualTo(200);
        assertThat(text(other)).isEqualTo("the plan of the dormer");
        assertThat(outside.getStatusCode()).isEqualTo(416);
        assertThat(outside.getHeaders()).containsEntry("Content-Range", "bytes */22");
    }

    @Test
    void to_another_tenant_the_file_is_not_there() throws Exception {
        String id = files.attached(PLAN);

        assertThat(status(() -> files.downloads.describe(OTHER, id))).isEqualTo(404);
        assertThat(status(() -> files.downloads.readable(OTHER, id))).isEqualTo(404);
    }

    @Test
    void bytes_that_are_not_verified_are_not_given_out() throws Exception {
        var announced = files.uploads.announce(WORKER, announcement(PLAN));
        ClientOfLinks.send(announced.upload(), PLAN);

        assertThat(status(() -> files.downloads.readable(WORKER, announced.id())))
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "../globex/f1", "%2e%2e", "00000000-0000-7000-8000-000000000000/"})
    void what_is_no_id_is_not_there(String id) {
        assertThat(status(() -> files.downloads.describe(WORKER, id))).isEqualTo(404);
        assertThat(status(
                        () -> files.downloads.describe(WORKER, UUID.randomUUID().toString())))
                .isEqualTo(404);
    }

    private static int status(Runnable reading) {
        return catchThrowableOfType(HttpProblem.class, reading::run).getStatusCode();
    }

    private static String text(Response response) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ((StreamingOutput) response.getEntity()).write(bytes);
        return bytes.toString(UTF_8);
    }
}
