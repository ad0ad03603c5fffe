package io.docket.system.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.Fixtures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every view is built anew and switched, all together and each alone, while somebody reads all of them and somebody writes:
 * no read fails or lacks anything, and both generations have the same documents.
 */
class EveryViewRebuiltIT {
    private static final int VIEWS = 16;
    private static final int READERS = 2;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Api WORKER = new Api("worker");

    private final StoredGenerations stored = new StoredGenerations();
    private final ExecutorService threads = Executors.newFixedThreadPool(READERS + 1);
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final List<ViewReader> readers = new ArrayList<>();
    private EveryView everyView;

    @BeforeEach
    void fill() throws Exception {
        everyView = new EveryView();
        for (int reader = 0; reader < READERS; reader++) {
            readers.add(new ViewReader(everyView.queries()));
        }
        everyView.awaitShown(readers.getFirst());
    }

    @AfterEach
    void end() {
        on.set(false);
        readers.forEach(ViewReader::stop);
        threads.close();
        readers.forEach(ViewReader::close);
        stored.close();
        everyView.end();
    }

    @Test
    void no_reader_notices_that_views_are_built_anew_and_switched() throws Exception {
        Map<String, Integer> first = StoredGenerations.serving();
        assertThat(first).hasSize(VIEWS).doesNotContainValue(0);
        List<Future<?>> running = new ArrayList<>();
        readers.forEach(reader -> running.add(threads.submit(reader)));
        running.add(threads.submit(this::write));
        awaitRound();

        assertThat(StoredGenerations.rebuild("all")).isEqualTo(202);
        awaitAllAfter(first);
        Map<String, Integer> second = StoredGenerations.serving();
        awaitRound();
        assertThat(StoredGenerations.rollBack("all")).isEqualTo(200);
        assertThat(StoredGenerations.serving()).isEqualTo(first);
        awaitRound();
        for (String view : first.keySet()) {
            assertThat(StoredGenerations.rebuild(view)).as(view).isEqualTo(202);
            await().atMost(LIMIT)
                    .pollInterval(LOOK_EVERY)
                    .until(() -> StoredGenerations.serving().get(view) > second.get(view));
            awaitRound();
        }
        on.set(false);
        readers.forEach(ViewReader::stop);
        for (Future<?> done : running) {
            done.get();
        }

        int rounds = readers.stream().mapToInt(ViewReader::rounds).sum();
        System.out.printf(
                "reads=%d faults=%d documents=%s%n",
                rounds * everyView.queries().size(), faults().size(), counts(first));
        assertThat(faults()).isEmpty();
        Map<String, Integer> third = StoredGenerations.serving();
        for (String view : first.keySet()) {
            await().atMost(LIMIT)
                    .pollInterval(LOOK_EVERY)
                    .untilAsserted(() -> assertThat(stored.documents(view, third.get(view)))
                            .as(view)
                            .isNotEmpty()
                            .isEqualTo(stored.documents(view, first.get(view))));
        }
    }

    /** Changes cases as long as the test runs, so that no view is at rest while it is built. */
    private void write() {
        String type = Fixtures.permitType(Map.of());
        while (on.get()) {
            String id = WORKER.accepted("open-case", Map.of("caseType", type, "data", Map.of("street", "Rokin")))
                    .path("id");
            WORKER.accepted("create-task", Map.of("caseId", id, "name", "Look"));
            WORKER.accepted("move-case", Map.of("caseId", id, "stage", "review"));
        }
    }

    /** Waits until every query was asked at least once from now on, by each reader. */
    private void awaitRound() {
        List<Integer> before = readers.stream().map(ViewReader::rounds).toList();
        await().atMost(LIMIT).pollInterval(LOOK_EVERY).until(() -> {
            boolean all = true;
            for (int reader = 0; reader < READERS; reader++) {
                all &= readers.get(reader).rounds() >= before.get(reader) + 2;
            }
            return all;
        });
    }

    private void awaitAllAfter(Map<String, Integer> former) {
        await().atMost(LIMIT)
                .pollInterval(LOOK_EVERY)
                .until(() -> StoredGenerations.serving().entrySet().stream()
                        .allMatch(view -> view.getValue() > former.get(view.getKey())));
    }

    private List<String> faults() {
        return readers.stream().flatMap(reader -> reader.faults().stream()).toList();
    }

    private Map<String, Integer> counts(Map<String, Integer> generations) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        generations.forEach((view, generation) -> {
            Map<Object, Document> documents = stored.documents(view, generation);
            counts.put(view, documents.size());
        });
        return counts;
    }
}
