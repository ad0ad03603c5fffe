package io.docket.local.supervise;

import io.docket.local.UserError;
import io.docket.local.address.Port;
import io.docket.local.address.PortCheck;
import io.docket.local.home.Home;
import io.docket.local.home.HomeLock;
import io.docket.local.home.PrivateFile;
import io.docket.local.server.Server;
import io.docket.local.server.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a stack, keeps it running until it is told to stop, and leaves nothing behind. */
public final class Supervisor {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final int LEAST_START_SLOTS = 3;

    private final Stack stack;
    private final StateFile stateFile;
    private final Board board;
    private final StoppedServers stoppedServers;
    private final Map<String, Keeper> keepers = new LinkedHashMap<>();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final boolean fresh;
    private boolean stopping;

    /**
     * A supervisor of the servers.
     *
     * @param fresh whether to begin with empty data
     */
    public Supervisor(Stack stack, Collection<Server> servers, boolean fresh) {
        this.fresh = fresh;
        this.stack = stack;
        this.stateFile = new StateFile(stack.home());
        this.board = new Board(stateFile);
        this.stoppedServers = new StoppedServers(stack.home());
        Semaphore startSlots =
                new Semaphore(Math.max(LEAST_START_SLOTS, Runtime.getRuntime().availableProcessors() + 1));
        for (Server server : servers) {
            keepers.put(
                    server.name(),
                    new Keeper(server, stack.home().log(server.name()), board, startSlots, stoppedServers));
        }
    }

    /**
     * Runs the stack. Returns when it was stopped; throws {@link UserError} if it cannot run here, or if a server
     * cannot be started, after ending all others.
     */
    public void run() throws IOException {
        Home home = stack.home();
        HomeLock lock = HomeLock.tryTake(home)
                .orElseThrow(() -> new UserError("another supervisor runs in " + home.shown(home.path())));
        try (lock) {
            endLeftovers();
            recordingFailure(this::checkPorts);
            if (fresh) {
                OldData.delete(home, keepers.keySet());
            }
            stoppedServers.forget();
            PrivateFile.write(home.envFile(), stack.addresses().rendered());
            Thread hook = new Thread(this::stop, "stop");
            Runtime.getRuntime().addShutdownHook(hook);
            startAll();
            recordingFailure(this::awaitReady);
            stopped.join();
        }
    }

    private void endLeftovers() {
        int ended = stateFile.read().map(Leftovers::end).orElse(0);
        if (ended > 0) {
            LOG.warn("event=ended-leftovers processes={}", ended);
        }
    }

    private void checkPorts() {
        for (Keeper keeper : keepers.values()) {
            Server server = keeper.server();
            if (server.isExternal()) {
                continue;
            }
            for (Port port : server.ports()) {
                PortCheck.requireFree(port, stack.ports().number(port), server.name());
            }
        }
    }

    private void startAll() {
        keepers.values()
                .forEach(keeper -> board.change(state -> state.with(
                        keeper.server().name(),
                        ServerState.waiting(
                                keeper.server().url(),
                                stack.home()
                                        .shown(stack.home().log(keeper.server().name()))))));
        for (List<Server> layer :
                StartOrder.layers(keepers.values().stream().map(Keeper::server).toList())) {
            layer.forEach(this::start);
        }
    }

    private void start(Server server) {
        Keeper keeper = keepers.get(server.name());
        List<Keeper> dependencies = server.dependsOn().stream()
                .filter(keepers::containsKey)
                .map(keepers::get)
                .toList();
        keeper.begin(dependencies);
    }

    private void awaitReady() {
        try {
            CompletableFuture.anyOf(allSettled(), firstFailure(), stopped).join();
            if (!stopped.isDone()) {
                board.change(StackState::ready);
                LOG.info("event=all-ready servers={}", keepers.size());
            }
        } catch (CompletionException e) {
            throw new UserError(String.valueOf(e.getCause().getMessage()));
        }
    }

    private void recordingFailure(Runnable step) {
        try {
            step.run();
        } catch (UserError e) {
            board.change(state -> state.failed(String.valueOf(e.getMessage())));
            stop();
            throw e;
        }
    }

    private CompletableFuture<Void> allSettled() {
        return CompletableFuture.allOf(
                keepers.values().stream().map(Keeper::settled).toArray(CompletableFuture[]::new));
    }

    /** Completes only exceptionally, as soon as one server is given up. */
    private CompletableFuture<Void> firstFailure() {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        keepers.values()
                .forEach(keeper -> keeper.settled().exceptionally(cause -> {
                    failure.completeExceptionally(cause);
                    return null;
                }));
        return failure;
    }

    /** Ends every server, those first that need others. */
    private synchronized void stop() {
        if (stopping) {
            return;
        }
        stopping = true;
        LOG.info("event=stopping");
        keepers.values().forEach(Keeper::stopStarting);
        List<List<Server>> layers = new ArrayList<>(
                StartOrder.layers(keepers.values().stream().map(Keeper::server).toList()));
        for (List<Server> layer : layers.reversed()) {
            layer.stream()
                    .map(server -> keepers.get(server.name()))
                    .map(keeper -> Thread.ofVirtual().start(keeper::end))
                    .toList()
                    .forEach(Supervisor::join);
        }
        LOG.info("event=stopped");
        stopped.complete(null);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
