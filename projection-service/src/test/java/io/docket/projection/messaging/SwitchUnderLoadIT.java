package io.docket.projection.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.projection.LoanWork;
import io.docket.projection.WriteLog;
import io.docket.projection.generations.Settings;
import io.docket.projection.messaging.WrittenCases.Written;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.query.Documents;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.Projector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Views are built anew, switched, rolled back, while instances come and go, clients read and clients read what they wrote.
 * So many pairs of a write and a read as {@code docket.pairs} says, 1,000 by default.
 */
class SwitchUnderLoadIT {
    private static final String KAFKA = System.getenv().getOrDefault("DOCKET_KAFKA", "127.0.0.1:19092");
    private static final int PAIRS = Integer.getInteger("docket.pairs", 1_000);
    private static final int WRITERS = 6;
    private static final int CASES = 15;
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final String name = "switch-it-" + UUID.randomUUID().toString().substring(0, 8);
    private final Settings settings = new Settings(Duration.ofDays(1), Duration.ofSeconds(2), 1_000);
    private final List<Core> cores = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicBoolean on = new AtomicBoolean(true);
    private final AtomicInteger pairs = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final Queue<String> stale = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void fill() throws Exception {
        WriteLog.write(KAFKA, name, CASES, CASES);
        cores.add(core());
        cores.add(core());
        awaitEverywhere();
    }

    @AfterEach
    void clean() throws Exception {
        on.set(false);
        threads.shutdownNow();
        cores.forEach(Core::close);
        MongoStore.drop(name);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA))) {
            admin.deleteTopics(List.of(name)).all().get();
        }
    }

    @Test
    void readers_notice_nothing_and_everybody_reads_what_they_wrote() throws Exception {
        ReadLoad load = new ReadLoad(known(), this::anyDocuments, on::get);
        List<Future<?>> running = new ArrayList<>(List.of(threads.submit(load)));
        for (int writer = 0; writer < WRITERS; writer++) {
            int partition = writer;
            running.add(threads.submit(() -> {
                writeAndRead(partition);
                return null;
            }));
        }

        cores.get(0).generations().rebuild("all");
        awaitServing(2);
        Core leaving = cores.remove(1);
        leaving.close();
        cores.add(core());
        cores.get(1).generations().rollBack("all");
        awaitServing(1);
        cores.get(0).generations().rebuild("all");
        Core killed = cores.remove(0);
        killed.kill();
        awaitServing(3);
        await().atMost(LIMIT.multipliedBy(10)).until(() -> pairs.get() >= PAIRS || !stale.isEmpty());
        on.set(false);
        for (Future<?> done : running) {
            done.get();
        }
        cores.add(core());
        awaitEverywhere();

        System.out.printf(
                "reads=%d faults=%d pairs=%d stale=%d late=%d%n",
                load.reads(), load.faults().size(), pairs.get(), stale.size(), late.get());
        assertThat(stale).isEmpty();
        assertThat(load.faults()).isEmpty();
        assertThat(load.reads()).isGreaterThan(100);
        assertGenerationsAreEqual();
    }

    private void assertGenerationsAreEqual() {
        try (MongoStore store = MongoStore.existing(name)) {
            await().atMost(LIMIT)
                    .untilAsserted(() -> assertThat(store.existing()).doesNotContain("cases-g2", "timelines-g2"));
            for (Projector projector : MongoStore.PROJECTORS) {
                String view = projector.view();
                assertThat(store.contents(view + "-g3")).as(view).isEqualTo(store.contents(view));
            }
            assertThat(store.contents("cases-g3")).hasSizeGreaterThan(CASES * 6);
        }
    }

    private void writeAndRead(int partition) throws Exception {
        try (WrittenCases cases = new WrittenCases(KAFKA, name, "w" + partition + "-", partition)) {
            while (on.get()) {
                Written written = cases.next();
                Core core = cores.get(ThreadLocalRandom.current().nextInt(cores.size()));
                if (!core.awaits(written.position(), WAIT)) {
                    late.incrementAndGet();
                    continue;
                }
                long found = core.documents()
                        .find(new DocumentKey("cases", "acme", written.caseId()))
                        .await()
                        .atMost(LIMIT)
                        .map(document -> document.number("version"))
                        .orElse(0L);
                if (found < written.version()) {
                    stale.add(written + " found " + found);
                }
                pairs.incrementAndGet();
            }
        }
    }

    private Core core() {
        Core core = new Core(KAFKA, name, name, settings);
        await().atMost(LIMIT).until(core::isReady);
        return core;
    }

    private Documents anyDocuments() {
        return cores.get(ThreadLocalRandom.current().nextInt(cores.size())).documents();
    }

    private void awaitServing(int generation) {
        await().atMost(LIMIT)
                .until(() -> cores.stream()
                        .allMatch(core -> core.generations().statuses().stream()
                                .allMatch(status -> status.servingGeneration() == generation)));
    }

    private void awaitEverywhere() {
        Map<Integer, Long> ends = new KafkaLogReaders(KAFKA, name, settings).ends();
        try (MongoStore store = MongoStore.existing(name, Optional::of)) {
            await().atMost(LIMIT).untilAsserted(() -> {
                Map<Integer, Long> next = new HashMap<>();
                store.positions()
                        .readAll()
                        .await()
                        .atMost(LIMIT)
                        .forEach((partition, position) -> next.put(partition, position.next()));
                assertThat(next.keySet()).isEqualTo(ends.keySet());
                ends.forEach((partition, end) ->
                        assertThat(next.get(partition)).isGreaterThanOrEqualTo(Math.max(0, end - 1)));
            });
        }
    }

    private static List<String> known() {
        return IntStream.range(0, 6)
                .boxed()
                .flatMap(partition -> new LoanWork("acme", partition, partition, CASES)
                        .cases(CASES).stream()
                                .filter(event -> event.entity().equals("case"))
                                .map(event -> event.id()))
                .distinct()
                .toList();
    }
}
