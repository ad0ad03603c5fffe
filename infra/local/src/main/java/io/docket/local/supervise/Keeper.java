package io.docket.local.supervise;

import io.docket.local.process.Ending;
import io.docket.local.process.Launch;
import io.docket.local.process.ProcessMark;
import io.docket.local.server.Preparation.NotBuilt;
import io.docket.local.server.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one server running: starts it when its turn has come, waits until it is ready, and starts it again, after a
 * growing wait, whenever it dies.
 *
 * <pre>
 * waiting ── starting ── ready ── (dies) ── restarting ─┐
 *               ^ └── (dies or too slow) ─────┘         │
 *               └────────────────────────────────────────┘
 * </pre>
 *
 * A server that has never been ready is given up after {@value #FIRST_STARTS} starts. One that is to be down ({@link StoppedServers})
 * is ended wherever it is in this, and begins at starting when that is over.
 */
final class Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final int FIRST_STARTS = 3;
    private static final long PROBE_INTERVAL_MILLIS = 100;
    private static final long STOPPED_INTERVAL_MILLIS = 200;
    private static final String STOPPED = "stopped";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(90);
    private static final Duration EXTERNAL_LIMIT = Duration.ofSeconds(15);
    private static final Duration INTERRUPT_LIMIT = Duration.ofSeconds(10);

    private final Server server;
    private final Path log;
    private final Board board;
    private final Semaphore startSlots;
    private final StoppedServers stoppedServers;
    private final Backoff backoff = new Backoff();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private volatile boolean stopping;
    private volatile @Nullable Process process;
    private volatile @Nullable Thread thread;

    Keeper(Server server, Path log, Board board, Semaphore startSlots, StoppedServers stoppedServers) {
        this.server = server;
        this.log = log;
        this.board = board;
        this.startSlots = startSlots;
        this.stoppedServers = stoppedServers;
    }

    Server server() {
        return server;
    }

    /** Completes when the server is ready for the first time, or need not be; fails when it was given up. */
    CompletableFuture<Void> settled() {
        return settled;
    }

    /** Begins to keep the server, on a thread of its own, once the others are ready. */
    void begin(List<Keeper> dependencies) {
        thread = Thread.ofVirtual().name("keep-" + server.name()).start(() -> keep(dependencies));
    }

    private void keep(List<Keeper> dependencies) {
        try {
            for (Keeper dependency : dependencies) {
                dependency.settled().get();
            }
            if (server.isExternal()) {
                awaitExternal();
                return;
            }
            int failures = 0;
            while (!stopping) {
                awaitItsTurn();
                long begin = System.nanoTime();
                String trouble = run();
                if (isToBeDown()) {
                    continue;
                }
                failures++;
                if (!settled.isDone() && failures == FIRST_STARTS) {
                    throw new IOException(trouble);
                }
                waitBeforeNextStart(trouble, Duration.ofNanos(System.nanoTime() - begin));
            }
        } catch (NotBuilt e) {
            board.change(server.name(), state -> state.with(Status.NOT_BUILT).because(String.valueOf(e.getMessage())));
            settled.complete(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            giveUp(e);
        }
    }

    /** One life of the server; returns why it ended. */
    private String run() throws IOException, InterruptedException, NotBuilt {
        Process started;
        startSlots.acquire();
        try {
            long begin = System.nanoTime();
            board.change(server.name(), state -> state.with(Status.STARTING));
            Launch launch = server.preparation().prepare();
            started = start(launch);
            String trouble = awaitReady(started);
            if (trouble != null) {
                Ending.end(List.of(started.toHandle()), STOP_LIMIT);
                launch.forgetClasses();
                return trouble;
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            board.change(server.name(), state -> state.ready(seconds));
            LOG.info(
                    "event=ready server={} pid={} seconds={}", server.name(), started.pid(), "%.1f".formatted(seconds));
            settled.complete(null);
        } finally {
            startSlots.release();
        }
        return awaitEnd(started);
    }

    private String awaitEnd(Process started) throws InterruptedException {
        while (!started.waitFor(STOPPED_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
            if (isToBeDown()) {
                Ending.end(List.of(started.toHandle()), STOP_LIMIT);
                return STOPPED;
            }
        }
        return "exit code " + started.exitValue();
    }

    private boolean isToBeDown() {
        return stoppedServers.contains(server.name());
    }

    /** Returns at once, unless the server is to be down. */
    private void awaitItsTurn() throws InterruptedException {
        if (!isToBeDown()) {
            return;
        }
        board.change(server.name(), ServerState::stopped);
        LOG.info("event=held-down server={}", server.name());
        while (isToBeDown()) {
            Thread.sleep(STOPPED_INTERVAL_MILLIS);
        }
    }

    private Process start(Launch launch) throws IOException, InterruptedException {
        if (stopping) {
            throw new InterruptedException("stopping");
        }
        Process started = launch.start(log);
        process = started;
        board.change(server.name(), state -> state.running(ProcessMark.of(started.toHandle())));
        return started;
    }

    private @Nullable String awaitReady(Process started) throws InterruptedException {
        long deadline = System.nanoTime() + server.startLimit().toNanos();
        String answer = "no answer";
        while (System.nanoTime() < deadline) {
            if (started.waitFor(PROBE_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                return "exit code " + started.exitValue();
            }
            if (isToBeDown()) {
                return STOPPED;
            }
            try {
                if (server.probe().isReady()) {
                    return null;
                }
            } catch (Exception e) {
                answer = String.valueOf(e.getMessage());
            }
        }
        return "not ready within %d s: %s".formatted(server.startLimit().toSeconds(), answer);
    }

    private void waitBeforeNextStart(String trouble, Duration run) throws InterruptedException {
        if (stopping) {
            return;
        }
        Duration wait = backoff.after(run);
        String detail = "%s; starts again in %d s".formatted(trouble, wait.toSeconds());
        board.change(server.name(), state -> state.died(detail));
        LOG.warn("event=died server={} reason=\"{}\" restartInSeconds={}", server.name(), trouble, wait.toSeconds());
        long end = System.nanoTime() + wait.toNanos();
        while (System.nanoTime() < end && !isToBeDown()) {
            Thread.sleep(STOPPED_INTERVAL_MILLIS);
        }
    }

    private void giveUp(Exception cause) {
        if (stopping) {
            return;
        }
        String reason = String.valueOf(cause.getMessage());
        board.change(server.name(), state -> state.with(Status.FAILED).because(reason));
        LOG.error("event=given-up server={} reason=\"{}\"", server.name(), reason);
        settled.completeExceptionally(new IOException("%s does not start: %s".formatted(server.name(), reason)));
    }

    private void awaitExternal() throws Exception {
        long deadline = System.nanoTime() + EXTERNAL_LIMIT.toNanos();
        while (true) {
            try {
                if (server.probe().isReady()) {
                    board.change(server.name(), state -> state.with(Status.EXTERNAL));
                    settled.complete(null);
                    return;
                }
            } catch (IOException | ExecutionException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("%s does not answer: %s".formatted(server.url(), e.getMessage()), e);
                }
            }
            Thread.sleep(PROBE_INTERVAL_MILLIS);
        }
    }

    /** From now on the server is not started again. */
    void stopStarting() {
        stopping = true;
        Thread keeping = thread;
        if (keeping != null) {
            keeping.interrupt();
        }
    }

    /** Ends the server's process, if it has one. */
    void end() {
        awaitKeeping();
        Process running = process;
        if (running != null && running.isAlive()) {
            int forced = Ending.end(List.of(running.toHandle()), STOP_LIMIT);
            LOG.info("event=stopped server={} forced={}", server.name(), forced > 0);
        }
        board.change(server.name(), state -> state.with(Status.STOPPED));
    }

    private void awaitKeeping() {
        Thread keeping = thread;
        if (keeping != null) {
            try {
                keeping.join(INTERRUPT_LIMIT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
