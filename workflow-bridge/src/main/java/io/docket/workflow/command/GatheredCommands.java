package io.docket.workflow.command;

import io.docket.workflow.command.CommandBatches.Answer;
import io.docket.workflow.retry.Unavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Commands of many callers, each of whom gets its own answers, in few requests: what comes while all requests are under way goes
 * with the next one.
 *
 * <pre>
 *   callers ──queue──> gatherer ──up to {@value #MAX_REQUESTS} requests of some {@value #MAX_COMMANDS}──> answers
 * </pre>
 */
public final class GatheredCommands implements CommandGroups, AutoCloseable {
    private static final int MAX_WAITING = 20_000;
    private static final int MAX_COMMANDS = 250;
    private static final int MAX_REQUESTS = 4;

    private final CommandBatches commands;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Semaphore requests = new Semaphore(MAX_REQUESTS);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Sent through this. */
    public GatheredCommands(CommandBatches commands) {
        this.commands = commands;
        threads.execute(this::gather);
    }

    @Override
    public CompletableFuture<List<Answer>> begin(List<BridgeCommand> group) {
        Waiting waiting = new Waiting(group, new CompletableFuture<>());
        if (threads.isShutdown() || !queue.offer(waiting)) {
            throw new Unavailable("too many commands are waiting", null);
        }
        return waiting.answers;
    }

    private void gather() {
        try {
            while (true) {
                Waiting first = queue.take();
                requests.acquire();
                List<Waiting> batch = new ArrayList<>();
                int commandsSoFar = 0;
                for (Waiting next = first; next != null; next = commandsSoFar < MAX_COMMANDS ? queue.poll() : null) {
                    batch.add(next);
                    commandsSoFar += next.group.size();
                }
                threads.execute(() -> send(batch));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            List<Waiting> left = new ArrayList<>();
            queue.drainTo(left);
            fail(left, new Unavailable("the bridge stops", null));
        }
    }

    private void send(List<Waiting> batch) {
        try {
            List<Answer> answers = commands.callAll(
                    batch.stream().flatMap(each -> each.group.stream()).toList());
            int at = 0;
            for (Waiting each : batch) {
                each.answers.complete(answers.subList(at, at + each.group.size()));
                at += each.group.size();
            }
        } catch (RuntimeException | Error e) {
            fail(batch, e);
        } finally {
            requests.release();
        }
    }

    private static void fail(List<Waiting> batch, Throwable fault) {
        batch.forEach(waiting -> waiting.answers.completeExceptionally(fault));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private record Waiting(List<BridgeCommand> group, CompletableFuture<List<Answer>> answers) {}
}
