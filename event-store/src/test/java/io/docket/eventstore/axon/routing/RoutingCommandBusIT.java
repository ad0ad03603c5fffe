package io.docket.eventstore.axon.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.TestLog;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.example.Meter;
import io.docket.eventstore.example.MeterInstance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.axonframework.lifecycle.ShutdownInProgressException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingCommandBusIT {
    private static final int PARTITIONS = 4;
    private static final int METERS = 16;

    @TempDir
    private Path folderA;

    @TempDir
    private Path folderB;

    private final TestLog log = new TestLog(PARTITIONS);
    private final AtomicInteger turn = new AtomicInteger();

    @AfterEach
    void close() {
        log.close();
    }

    private MeterInstance start(Path folder) {
        return new MeterInstance(log.config(folder, "unused", 0), "127.0.0.1", 0);
    }

    private static long served(MeterInstance instance) {
        EventStore store = instance.store();
        return IntStream.range(0, PARTITIONS).filter(store::serves).count();
    }

    /** Sends until there is an answer, on the instances in turn; with a key, so that it is done once. */
    private <R> R send(List<MeterInstance> instances, Object command, String key) {
        return await().atMost(Duration.ofMinutes(1))
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsMatching(RoutingCommandBusIT::mayBeSentAgain)
                .until(
                        () -> instances
                                .get(turn.getAndIncrement() % instances.size())
                                .commands()
                                .<R>sendAndWait(Node.keyed(command, key)),
                        Objects::nonNull);
    }

    private static boolean mayBeSentAgain(Throwable failure) {
        return failure instanceof OwnerUnavailableException
                || failure instanceof ShutdownInProgressException
                || failure instanceof EventStoreException answer
                        && (answer instanceof UnknownOutcomeException
                                || answer instanceof StoreUnavailableException
                                || answer instanceof NotOwnerException);
    }

    @Test
    void commands_on_either_bus_are_carried_out_by_the_owner() {
        try (MeterInstance a = start(folderA);
                MeterInstance b = start(folderB)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> served(a) == 2 && served(b) == 2);
            for (int i = 0; i < METERS; i++) {
                String meter = "meter-" + i;
                send(List.of(a), new Meter.Install(meter), meter);

                assertThat(this.<Integer>send(List.of(b), new Meter.Read(meter, 2), meter + "-2"))
                        .isEqualTo(2);
                assertThat(this.<Integer>send(List.of(a), new Meter.Read(meter, 3), meter + "-3"))
                        .isEqualTo(5);
            }

            assertThat(List.of(headsOn(a), headsOn(b)))
                    .allSatisfy(heads -> assertThat(heads).isNotEmpty().containsOnly(3L));
            assertThat(headsOn(a).size() + headsOn(b).size()).isEqualTo(METERS);
        }
    }

    /** Events of each meter that the instance owns. */
    private static List<Long> headsOn(MeterInstance instance) {
        EventStore store = instance.store();
        return IntStream.range(0, METERS)
                .mapToObj(i -> "meter-" + i)
                .filter(meter -> store.serves(store.partitionOf(meter)))
                .map(meter -> store.head("acme/aggregate/" + meter))
                .toList();
    }

    @Test
    void commands_are_carried_out_once_across_hand_overs() {
        int each = 60;
        MeterInstance a = start(folderA);
        await().atMost(Duration.ofSeconds(30)).until(() -> served(a) == PARTITIONS);
        AtomicReference<List<MeterInstance>> instances = new AtomicReference<>(List.of(a));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<List<Integer>>> totals = IntStream.range(0, METERS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> counted(instances, "meter-" + i, each), threads))
                    .toList();

            MeterInstance b = start(folderB);
            instances.set(List.of(a, b));
            await().atMost(Duration.ofSeconds(30)).until(() -> served(a) == 2 && served(b) == 2);
            instances.set(List.of(b));
            a.close();

            List<Integer> all = IntStream.rangeClosed(1, each).boxed().toList();
            assertThat(totals).allSatisfy(of -> assertThat(of.join()).isEqualTo(all));
            await().atMost(Duration.ofSeconds(30)).until(() -> served(b) == PARTITIONS);
            assertThat(headsOn(b)).hasSize(METERS).containsOnly(each + 1L);
            b.close();
        }
    }

    /** Installs a meter and reads one so many times; the totals that were answered. */
    private List<Integer> counted(AtomicReference<List<MeterInstance>> instances, String meter, int times) {
        send(instances.get(), new Meter.Install(meter), meter);
        return IntStream.range(0, times)
                .mapToObj(i -> this.<Integer>send(instances.get(), new Meter.Read(meter, 1), meter + "-" + i))
                .toList();
    }
}
