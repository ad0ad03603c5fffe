package io.docket.command.route;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.support.Scenario;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The packaged service as a process of its own, one of several that share topics and a group. */
public final class Instance implements AutoCloseable {
    private static final int PARTITIONS = 6;
    private static final Duration START = Duration.ofSeconds(120);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final int peerPort;

    /**
     * Starts it.
     *
     * @param group name of the group, and of the topics
     * @param folder the instance's own data
     */
    public Instance(String group, Path folder) throws IOException {
        this(group, folder, Map.of());
    }

    /** Starts it, with further variables of its environment. */
    public Instance(String group, Path folder, Map<String, String> environment) throws IOException {
        port = freePort();
        peerPort = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx160m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        packaged().toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(Path.of("target/routing-it-" + folder.getFileName() + ".log")
                                .toFile()));
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "DOCKET_GRPC_PORT", Integer.toString(peerPort),
                        "DOCKET_ADVERTISED", peerAddress(),
                        "DOCKET_STANDBY", "all",
                        "DOCKET_GROUP", group,
                        "DOCKET_TOPIC_PREFIX", group,
                        "DOCKET_DATA_DIR", folder.toString()));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static Path packaged() throws IOException {
        Path target = Path.of("target");
        Properties artifact = new Properties();
        try (var file = Files.newBufferedReader(target.resolve("quarkus-artifact.properties"))) {
            artifact.load(file);
        }
        return target.resolve(artifact.getProperty("path"));
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Port of its HTTP. */
    public int port() {
        return port;
    }

    String peerAddress() {
        return "127.0.0.1:" + peerPort;
    }

    int peerPort() {
        return peerPort;
    }

    /** Waits until it is up and serves so many partitions. */
    public void awaitServing(int partitions) {
        await().atMost(START)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .until(() -> serving().size() == partitions);
    }

    /** Numbers of the partitions that it serves. */
    List<Integer> serving() throws IOException, InterruptedException {
        List<Integer> served = new ArrayList<>();
        JsonNode checks = Scenario.json(http.send(
                                HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                                        .timeout(Duration.ofSeconds(5))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .path("checks");
        checks.forEach(check -> IntStream.range(0, PARTITIONS)
                .filter(partition ->
                        check.at("/data/partition-" + partition).asText().equals("serving"))
                .forEach(served::add));
        return served;
    }

    /** Ends it without a chance to say goodbye. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        process.destroyForcibly();
        http.close();
    }
}
