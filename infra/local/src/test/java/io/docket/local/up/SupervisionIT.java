package io.docket.local.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.local.process.ProcessMark;
import io.docket.local.supervise.Status;
import io.docket.local.up.LocalStack.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisionIT {
    private static final int PORT_OFFSET = 4100;
    private static final int REDIS_PORT = 16379;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private LocalStack stack;

    @BeforeEach
    void create() {
        stack = new LocalStack(folder, PORT_OFFSET);
    }

    @AfterEach
    void stop() throws Exception {
        stack.run("down");
    }

    @Test
    void what_is_up_says_so_and_down_leaves_no_process_behind() throws Exception {
        Outcome up = stack.run("up", "--only=redis,mongo,s3");
        Outcome again = stack.run("up", "--only=redis");
        Outcome more = stack.run("up", "--only=redis,kafka");
        Outcome status = stack.run("status");
        List<ProcessMark> processes = processes();
        Outcome down = stack.run("down");

        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output()).contains("redis", "ready after", "together");
        assertThat(again.exitCode()).isZero();
        assertThat(again.output()).contains("already running");
        assertThat(more.exitCode()).isEqualTo(1);
        assertThat(more.output()).contains("without kafka");
        assertThat(status.exitCode()).isZero();
        assertThat(processes).hasSize(4);
        assertThat(down.exitCode()).isZero();
        assertThat(processes).noneMatch(ProcessMark::isAlive);
        assertThat(stack.run("status").exitCode()).isEqualTo(3);
    }

    @Test
    void a_killed_server_is_started_again_with_its_data_and_the_log_says_so() throws Exception {
        stack.run("up", "--only=redis");
        redis("SET", "kept", "yes");
        ProcessHandle killed = stack.process("redis");

        killed.destroyForcibly();

        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(stack.server("redis").status()).isEqualTo(Status.READY);
            assertThat(stack.server("redis").restarts()).isEqualTo(1);
        });
        assertThat(stack.process("redis").pid()).isNotEqualTo(killed.pid());
        assertThat(redis("GET", "kept")).contains("yes");
        assertThat(Files.readString(stack.home().log("supervisor"))).contains("event=died server=redis");
        assertThat(stack.run("status").output()).contains("restarted 1 time");
    }

    @Test
    void a_server_that_is_stopped_stays_down_until_it_is_started_or_everything_is() throws Exception {
        stack.run("up", "--only=redis,s3");
        redis("SET", "kept", "yes");

        Outcome stop = stack.run("stop", "redis");
        Outcome status = stack.run("status");
        Outcome start = stack.run("start", "redis");

        assertThat(stop.exitCode()).as(stop.output()).isZero();
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.output()).contains("stopped");
        assertThat(start.exitCode()).as(start.output()).isZero();
        assertThat(redis("GET", "kept")).contains("yes");
        assertThat(stack.server("redis").restarts()).isZero();
        assertThat(stack.run("stop", "rediss").output()).contains("no server 'rediss'");

        stack.run("stop", "redis");
        stack.run("down");
        assertThat(stack.run("up", "--only=redis").exitCode()).isZero();
        assertThat(redis("GET", "kept")).contains("yes");
    }

    @Test
    void after_a_killed_supervisor_its_servers_are_ended_and_started_anew() throws Exception {
        stack.run("up", "--only=redis,s3");
        List<ProcessMark> first = processes();
        stack.state().supervisor().find().orElseThrow().destroyForcibly();
        await().atMost(LIMIT).until(() -> !stack.state().isSupervised());

        Outcome up = stack.run("up", "--only=redis,s3");

        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(first).noneMatch(ProcessMark::isAlive);
        assertThat(processes()).allMatch(ProcessMark::isAlive);
    }

    @Test
    void down_ends_the_servers_of_a_killed_supervisor() throws Exception {
        stack.run("up", "--only=redis");
        List<ProcessMark> processes = processes();
        stack.state().supervisor().find().orElseThrow().destroyForcibly();

        Outcome down = stack.run("down");

        assertThat(down.exitCode()).isZero();
        await().atMost(LIMIT).until(() -> processes.stream().noneMatch(ProcessMark::isAlive));
    }

    @Test
    void a_taken_port_is_one_line_and_nothing_is_started() throws Exception {
        try (ServerSocket taken = new ServerSocket(stack.port(REDIS_PORT), 1, InetAddress.getLoopbackAddress())) {
            Outcome up = stack.run("up", "--only=mongo,redis");

            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.output().lines().filter(line -> line.startsWith("docket: ")))
                    .singleElement()
                    .asString()
                    .contains(
                            "port " + taken.getLocalPort(),
                            "redis",
                            "pid " + ProcessHandle.current().pid());
            assertThat(stack.state().isSupervised()).isFalse();
            assertThat(stack.state().servers()).isEmpty();
        }
    }

    @Test
    void a_server_that_cannot_be_started_ends_the_others() throws Exception {
        Files.createDirectories(stack.home().data("s3").getParent());
        Files.writeString(stack.home().data("s3"), "a file where a folder should be");

        Outcome up = stack.run("up", "--only=redis,s3");

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output()).contains("docket: s3 does not start");
        assertThat(stack.state().isSupervised()).isFalse();
        assertThat(stack.server("redis").process().isAlive()).isFalse();
    }

    @Test
    void the_users_own_server_is_used_and_not_started() throws Exception {
        try (ServerSocket theirs = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String address = "mongodb://127.0.0.1:" + theirs.getLocalPort();

            Outcome up = stack.run(Map.of("DOCKET_MONGO_URI", address), "up", "--only=mongo,redis");

            assertThat(up.exitCode()).as(up.output()).isZero();
            assertThat(stack.server("mongo").status()).isEqualTo(Status.EXTERNAL);
            assertThat(stack.server("mongo").process()).isNull();
            assertThat(Files.readString(stack.home().envFile())).contains("DOCKET_MONGO_URI=" + address);
        }
    }

    @Test
    void a_service_that_is_not_built_is_said_and_the_rest_goes_on() throws Exception {
        Outcome up = stack.run("up", "--only=redis,file-service");

        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output()).contains("file-service is not built");
        assertThat(stack.server("redis").status()).isEqualTo(Status.READY);
    }

    private List<ProcessMark> processes() {
        var servers = stack.state().servers().values().stream().map(server -> server.process());
        return Stream.concat(servers, Stream.of(stack.state().supervisor())).toList();
    }

    private String redis(String... words) throws IOException {
        StringBuilder request = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            request.append('$')
                    .append(word.length())
                    .append("\r\n")
                    .append(word)
                    .append("\r\n");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), stack.port(REDIS_PORT))) {
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[64];
            int length = socket.getInputStream().read(answer);
            return new String(answer, 0, length, StandardCharsets.US_ASCII);
        }
    }
}
