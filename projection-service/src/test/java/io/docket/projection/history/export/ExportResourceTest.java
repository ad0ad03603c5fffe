package io.docket.projection.history.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.docket.projection.LoanWork;
import io.docket.projection.history.StoredEvents;
import io.docket.projection.history.log.Client;
import io.docket.projection.history.log.StoredEvent;
import io.docket.projection.history.search.HeldIndex;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportResourceTest {
    private static final List<StoredEvent> WORK = StoredEvents.of(new LoanWork("acme", 0, 1).cases(5));
    private static final int KNOWN = 10;
    private static final String LAST = WORK.getLast().position().toString();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private HeldIndex index;
    private ExportResource resource;

    @BeforeEach
    void start() {
        index = new HeldIndex(folder, WORK.subList(0, KNOWN));
        resource = new ExportResource(index.follower(), index.config(), HeldIndex.anyone("acme"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        index.stop();
    }

    @Test
    void an_export_waits_for_the_position_that_it_is_given() {
        CompletableFuture<List<String>> export = CompletableFuture.supplyAsync(() -> lines(LAST, "20"));
        await().atMost(TIMEOUT).until(index::isAwaited);

        index.append(WORK.subList(KNOWN, WORK.size()));

        assertThat(export).succeedsWithin(TIMEOUT);
        assertThat(export.join()).hasSize(WORK.size()).anyMatch(line -> line.contains('"' + LAST + '"'));
    }

    @Test
    void an_export_of_what_the_index_does_not_hold_in_time_is_refused_and_leaves_its_seat() {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> lines(LAST, "0.01"))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(504));

        assertThat(lines(null, null)).hasSize(KNOWN);
    }

    @Test
    void a_position_that_cannot_be_read_is_refused() {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> lines("soon", null))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(400));
    }

    private List<String> lines(@Nullable String after, @Nullable String wait) {
        try (Response response =
                resource.export(new MultivaluedHashMap<>(), false, after, wait, new Client(() -> false))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ((StreamingOutput) response.getEntity()).write(out);
            return out.toString(UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
