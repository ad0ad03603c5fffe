package io.docket.workflow.interim.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import redis.embedded.core.ExecutableProvider;

/** Redis servers and sentinels of a test's own, which end with it. */
final class RedisProcesses implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(20);

    private final Path folder;
    private final Path program;
    private final Map<Integer, Process> running = new LinkedHashMap<>();

    RedisProcesses(Path folder) throws IOException {
        this.folder = folder;
        this.program = program(folder);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts a server, or a sentinel, with these lines of configuration. */
    void start(int port, boolean sentinel, List<String> configuration) throws IOException {
        Path home = Files.createDirectories(folder.resolve("redis-" + port));
        Path file = home.resolve("redis.conf");
        List<String> lines = new ArrayList<>(List.of("port " + port, "bind 127.0.0.1", "dir " + home, "daemonize no"));
        lines.addAll(configuration);
        Files.write(file, lines);
        List<String> command = new ArrayList<>(List.of(program.toString(), file.toString()));
        command.addAll(sentinel ? List.of("--sentinel") : List.of("--save", ""));
        running.put(
                port,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve("log").toFile())
                        .start());
        Awaitility.await().atMost(START).until(() -> answers(port));
    }

    /** Ends a server at once, as a power cut would. */
    void kill(int port) {
        Process process = running.remove(port);
        if (process != null) {
            process.destroyForcibly();
            try {
                process.waitFor(START.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The first line of each answer of a server to commands over one connection. */
    static List<String> ask(int port, String... commands) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) START.toMillis());
            BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            List<String> lines = new ArrayList<>();
            for (String command : commands) {
                socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
                lines.add(answers.readLine());
            }
            return lines;
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Path program(Path folder) throws IOException {
        Optional<Path> onHost = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
        return onHost.isPresent()
                ? onHost.get()
                : ExecutableProvider.newJarResourceProvider(folder.toFile())
                        .get()
                        .toPath();
    }

    @Override
    public void close() {
        List.copyOf(running.keySet()).forEach(this::kill);
    }
}
