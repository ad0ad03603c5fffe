package io.docket.command.bulk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.decision.Refusal;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Commands;
import io.docket.command.submit.Submission;
import io.docket.command.support.Scenario;
import io.docket.command.support.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BulkSessionTest {
    private static final BulkItem CLAIM = BulkItem.of(
            new Submission(Service.DEMO, "claim-task", Scenario.json("{\"taskId\":\"T\"}"), null, null, null), 100);

    private final RecordingSink sink = new RecordingSink();

    @Test
    void an_answer_to_all_of_a_request_ends() {
        run(reader(2, null), Thread::startVirtualThread);

        assertThat(sink.lines).hasSize(2);
        assertThat(sink.ends).containsExactly("end");
    }

    @Test
    void an_answer_to_a_request_that_could_not_be_read_to_its_end_is_broken_off() {
        run(reader(1, new IllegalStateException("broken")), Thread::startVirtualThread);

        assertThat(sink.lines).hasSize(1);
        assertThat(sink.ends).containsExactly("abort");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void an_answer_is_broken_off_when_nothing_more_is_carried_out(int accepted) {
        AtomicInteger tasks = new AtomicInteger();

        run(reader(2, null), task -> {
            if (tasks.getAndIncrement() >= accepted) {
                throw new RejectedExecutionException("the service ends");
            }
            Thread.startVirtualThread(task);
        });

        assertThat(sink.ends).containsExactly("abort");
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 3"})
    void commands_about_the_same_root_wait_for_each_other_only_if_they_are_ordered(boolean ordered, int atOnce) {
        CountDownLatch together = new CountDownLatch(atOnce);
        AtomicInteger under = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        session(reader(3, null), ordered, Thread::startVirtualThread, command -> {
                    most.accumulateAndGet(under.incrementAndGet(), Math::max);
                    together.countDown();
                    boolean came = reached(together);
                    under.decrementAndGet();
                    return new Answer.Refused(Refusal.notFound(came ? "together" : "alone"));
                })
                .run();

        assertThat(most).hasValue(atOnce);
        assertThat(sink.lines).hasSize(3).allMatch(line -> line.contains("together"));
    }

    private static boolean reached(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(BulkReader reader, Executor executor) {
        session(reader, true, executor, command -> new Answer.Refused(Refusal.notFound("there is no task T")))
                .run();
    }

    private BulkSession session(BulkReader reader, boolean ordered, Executor executor, Commands commands) {
        return new BulkSession(
                reader,
                sink,
                commands,
                type -> false,
                ordered,
                executor,
                new BulkLimits(10, 10_000, Duration.ofSeconds(1)));
    }

    private static BulkReader reader(int commands, @Nullable RuntimeException thenFails) {
        AtomicInteger read = new AtomicInteger();
        return () -> {
            if (read.getAndIncrement() < commands) {
                return CLAIM;
            }
            if (thenFails != null) {
                throw thenFails;
            }
            return null;
        };
    }

    private static final class RecordingSink implements AnswerSink {
        private final List<String> lines = new ArrayList<>();
        private final List<String> ends = new ArrayList<>();

        @Override
        public void write(byte[] written) {
            lines.addAll(new String(written, UTF_8).lines().toList());
        }

        @Override
        public void end() {
            ends.add("end");
        }

        @Override
        public void abort() {
            ends.add("abort");
        }
    }
}
