package io.docket.workflow.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final Persistence persistence = new Persistence(
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
            duration -> {},
            InstantSource.system(),
            new SimpleMeterRegistry());

    @Test
    void steps_of_a_root_are_done_in_order() {
        Map<String, Queue<Integer>> done = new LinkedHashMap<>();
        Map<String, List<Lanes.Step>> steps = new LinkedHashMap<>();
        for (String root : List.of("a", "b", "c", "d", "e")) {
            Queue<Integer> own = new ConcurrentLinkedQueue<>();
            done.put(root, own);
            steps.put(
                    root,
                    IntStream.range(0, 100)
                            .mapToObj(i -> new Lanes.Step("step", () -> own.add(i)))
                            .toList());
        }

        new Lanes(persistence, 3).run("test", steps);

        assertThat(done.values())
                .allSatisfy(own -> assertThat(own)
                        .containsExactlyElementsOf(
                                IntStream.range(0, 100).boxed().toList()));
    }

    @Test
    void root_that_waits_holds_up_no_other_while_there_is_a_lane() {
        CountDownLatch others = new CountDownLatch(3);
        Map<String, List<Lanes.Step>> steps = new LinkedHashMap<>();
        steps.put("waits", List.of(new Lanes.Step("waits", () -> awaitUninterruptibly(others))));
        for (String root : List.of("a", "b", "c")) {
            steps.put(root, List.of(new Lanes.Step("goes on", others::countDown)));
        }

        new Lanes(persistence, 2).run("test", steps);

        assertThat(others.getCount()).isZero();
    }

    @Test
    void what_ends_a_lane_ends_the_run() {
        Map<String, List<Lanes.Step>> steps = Map.of("a", List.of(new Lanes.Step("stops", () -> {
            throw new Stopped();
        })));

        assertThatThrownBy(() -> new Lanes(persistence, 2).run("test", steps)).isInstanceOf(Stopped.class);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
