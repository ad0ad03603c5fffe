package io.docket.command.bulk;

import io.docket.command.decision.Refusal;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.submit.AnswerJson;
import io.docket.command.submit.Commands;
import io.docket.command.submit.Submission;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * One request with many commands. Reads, carries out, and answers in the order of the request, all at the same time:
 *
 * <pre>
 *   reader ──window──> lanes (one per root, if ordered) ──answers, in order──> writer
 * </pre>
 *
 * The reader stops while the window is full, the window is full while the writer waits for the client: so what a request
 * holds in memory is bounded by its {@link BulkLimits}, whatever its length.
 */
public final class BulkSession {
    private static final Logger LOG = Logger.getLogger(BulkSession.class);
    private static final int WRITE_BYTES = 32 << 10;

    private final BulkReader reader;
    private final AnswerSink sink;
    private final Commands commands;
    private final Predicate<String> isDefinition;
    private final boolean ordered;
    private final Executor executor;
    private final Window window;
    private final Lanes lanes;
    private final BlockingQueue<Pending> answers;
    private volatile boolean clientGone;

    /**
     * @param reader the request
     * @param sink the answer
     * @param commands carries out a command
     * @param isDefinition true for a command type that later commands may refer to: it overtakes nothing and nothing
     *     overtakes it
     * @param ordered true if other commands about the same root must not overtake each other
     * @param executor runs each task on a virtual thread
     */
    public BulkSession(
            BulkReader reader,
            AnswerSink sink,
            Commands commands,
            Predicate<String> isDefinition,
            boolean ordered,
            Executor executor,
            BulkLimits limits) {
        this.reader = reader;
        this.sink = sink;
        this.commands = new PatientCommands(commands, limits.patience());
        this.isDefinition = isDefinition;
        this.ordered = ordered;
        this.executor = executor;
        this.window = new Window(limits);
        this.lanes = new Lanes(executor);
        this.answers = new ArrayBlockingQueue<>(limits.inFlight() + 1);
    }

    /** Serves the request to its end. An answer that is not to all of it never looks complete. */
    public void run() {
        boolean readToEnd = false;
        CompletableFuture<Void> writer = CompletableFuture.completedFuture(null);
        try {
            writer = CompletableFuture.runAsync(this::writeAnswers, executor);
            readCommands();
            readToEnd = true;
        } catch (IOException e) {
            clientGone = true;
            LOG.debugf("bulk request ended early: %s", e.getMessage());
        } catch (InterruptedException _) {
            clientGone = true;
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=bulk-request-failed");
        } finally {
            answers.add(Pending.END);
            writer.join();
            if (readToEnd && !clientGone) {
                sink.end();
            } else {
                sink.abort();
            }
        }
    }

    private void readCommands() throws IOException, InterruptedException {
        BulkItem item = reader.next();
        for (long number = 0; item != null && !clientGone; number++) {
            window.enter(item);
            answers.put(new Pending(item, start(item, number)));
            item = reader.next();
        }
    }

    private CompletableFuture<Answer> start(BulkItem item, long number) {
        Submission submission = item.submission();
        if (submission == null) {
            return CompletableFuture.completedFuture(new Refused(refusalOf(item)));
        }
        if (isDefinition.test(submission.type())) {
            lanes.done().join();
            CompletableFuture<Answer> defined = lanes.add(Lanes.SINGLE + number, () -> commands.submit(submission));
            lanes.done().join();
            return defined;
        }
        Optional<String> lane = ordered ? LaneOf.payload(submission.payload()) : Optional.empty();
        return lanes.add(lane.orElse(Lanes.SINGLE + number), () -> commands.submit(submission));
    }

    private static Refusal refusalOf(BulkItem item) {
        if (item.refusal() == null) {
            throw new IllegalStateException("an item is a command or a refusal");
        }
        return item.refusal();
    }

    private void writeAnswers() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(WRITE_BYTES + 1_024);
        try {
            for (Pending next = answers.take(); next != Pending.END; next = answers.take()) {
                write(answer(next), lines);
                window.leave(next.item());
                Pending following = answers.peek();
                if (following == null || !following.isDone() || lines.size() >= WRITE_BYTES) {
                    send(lines);
                }
            }
            send(lines);
        } catch (InterruptedException _) {
            clientGone = true;
            Thread.currentThread().interrupt();
        }
    }

    private void write(Answer answer, ByteArrayOutputStream lines) {
        try {
            AnswerJson.write(answer, lines);
            lines.write('\n');
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "event=bulk-answer-failed");
            clientGone = true;
        }
    }

    /** Whatever happens to the client, the rest of the answers must be taken, or the reader would wait for room for ever. */
    private void send(ByteArrayOutputStream lines) {
        try {
            if (!clientGone && lines.size() > 0) {
                sink.write(lines.toByteArray());
            }
        } catch (IOException | RuntimeException e) {
            clientGone = true;
            LOG.debugf("bulk answer ended early: %s", e.getMessage());
        }
        lines.reset();
    }

    private static Answer answer(Pending pending) {
        try {
            return pending.answer().join();
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=bulk-command-failed");
            return new Refused(Refusal.failed());
        }
    }

    /** An answer that is to be written, in its turn. */
    private record Pending(BulkItem item, CompletableFuture<Answer> answer) {
        static final Pending END = new Pending(
                new BulkItem(null, null, 0), CompletableFuture.completedFuture(new Refused(Refusal.failed())));

        boolean isDone() {
            return answer.isDone();
        }
    }
}
