package io.docket.eventstore.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A Kafka broker for one run, with the local platform's settings: one node, replication 1, no waiting between two
 * transactions. It compiles what runs hot, unlike the local platform's, which must start quickly.
 */
public final class Broker implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 15;
    private static final String HEAP = "-Xmx640m";

    private final Process process;
    private final String address;

    private Broker(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts a broker and waits until it answers.
     *
     * @param classPath class path of the local platform
     * @param folder where its data and its log file go
     */
    public static Broker start(String classPath, Path folder) throws IOException {
        Files.createDirectories(folder);
        int port = FreePort.find();
        ProcessBuilder builder = Java.builder(
                        classPath,
                        HEAP,
                        "io.docket.local.broker.KafkaServer",
                        folder.resolve("data").toString(),
                        Integer.toString(port),
                        Integer.toString(FreePort.find()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.log").toFile());
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Broker broker = new Broker(process, "127.0.0.1:" + port);
        try {
            broker.awaitAnswer(folder);
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private void awaitAnswer(Path folder) {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(START_LIMIT.toMillis()),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Math.toIntExact(START_LIMIT.toMillis()),
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                200);
        try (Admin admin = Admin.create(settings)) {
            admin.describeCluster().nodes().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not start: see " + folder.resolve("broker.log"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** {@code host:port} of the broker. */
    public String address() {
        return address;
    }

    public Stream<ProcessHandle> processes() {
        return Stream.of(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
