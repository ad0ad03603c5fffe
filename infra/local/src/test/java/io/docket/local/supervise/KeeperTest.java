package io.docket.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.local.home.Home;
import io.docket.local.process.Launch;
import io.docket.local.process.ProcessMark;
import io.docket.local.server.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path root;

    private final AtomicBoolean answers = new AtomicBoolean(true);
    private StateFile file;
    private StoppedServers stopped;
    private Keeper keeper;

    @BeforeEach
    void create() throws IOException {
        Home home = Home.of(root, Path.of("stack"));
        home.create();
        file = new StateFile(home);
        stopped = new StoppedServers(home);
        Board board = new Board(file);
        board.change(state -> state.with("sleeper", ServerState.waiting("nowhere", "sleeper.log")));
        Server sleeper = new Server(
                "sleeper",
                Server.Kind.INFRA,
                Set.of(),
                List.of(),
                "nowhere",
                null,
                () -> new Launch(List.of("sleep", "600"), Map.of(), root),
                answers::get,
                LIMIT);
        keeper = new Keeper(sleeper, home.log("sleeper"), board, new Semaphore(1), stopped);
    }

    @AfterEach
    void end() {
        keeper.stopStarting();
        keeper.end();
    }

    private ServerState server() {
        return file.read().orElseThrow().servers().get("sleeper");
    }

    private ProcessMark awaitReady() {
        await().atMost(LIMIT).until(() -> server().status() == Status.READY);
        return server().process();
    }

    private void awaitStopped() {
        await().atMost(LIMIT).until(() -> server().status() == Status.STOPPED);
    }

    @Test
    void server_that_is_to_be_down_is_ended_and_runs_again_when_that_is_over() throws IOException {
        keeper.begin(List.of());
        ProcessMark first = awaitReady();

        stopped.stop("sleeper");
        awaitStopped();

        assertThat(first.isAlive()).isFalse();
        assertThat(server().process()).isNull();
        stopped.start("sleeper");
        assertThat(awaitReady()).isNotEqualTo(first);
        assertThat(server().restarts()).isZero();
    }

    @Test
    void server_that_dies_is_not_started_while_it_is_to_be_down() throws IOException {
        keeper.begin(List.of());
        ProcessMark first = awaitReady();

        stopped.stop("sleeper");
        first.find().orElseThrow().destroyForcibly();

        awaitStopped();
        assertThat(server().process()).isNull();
    }

    @Test
    void server_that_is_to_be_down_before_it_was_ready_is_not_given_up() throws IOException {
        answers.set(false);
        keeper.begin(List.of());
        for (int start = 0; start < 4; start++) {
            await().atMost(LIMIT).until(() -> server().status() == Status.STARTING && server().process() != null);
            stopped.stop("sleeper");
            awaitStopped();
            stopped.start("sleeper");
        }

        answers.set(true);

        assertThat(awaitReady().isAlive()).isTrue();
        assertThat(keeper.settled()).isCompleted();
    }

    @Test
    void supervisor_that_ends_does_not_wait_for_a_server_that_is_to_be_down() throws IOException {
        stopped.stop("sleeper");
        keeper.begin(List.of());
        awaitStopped();

        keeper.stopStarting();
        keeper.end();

        assertThat(server().status()).isEqualTo(Status.STOPPED);
        assertThat(server().process()).isNull();
    }

    @Test
    void everything_that_was_to_be_down_can_be_forgotten() throws IOException {
        stopped.forget();
        stopped.stop("sleeper");
        stopped.stop("sleeper");
        assertThat(stopped.contains("sleeper")).isTrue();

        stopped.forget();

        assertThat(stopped.contains("sleeper")).isFalse();
    }
}
