package io.docket.system.views;

import io.docket.system.support.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A further instance of projection-service, from its build, in the group of the platform's own; with its own port and folder. */
final class SecondInstance implements AutoCloseable {
    private static final String SERVICE = "projection-service";
    private static final int END_SECONDS = 60;
    private static final int OK = 200;
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    private SecondInstance(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it; what it keeps is in the folder, what it says in the module's {@code target}. */
    static SecondInstance start(Path folder) throws IOException {
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-jar",
                        built().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "second-" + SERVICE + ".log").toFile()));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("DOCKET_DATA_DIR", folder.toString());
        builder.environment().put("DOCKET_LAKE_ENABLED", "false");
        return new SecondInstance(builder.start(), "http://127.0.0.1:" + port);
    }

    /** Where it answers, without a slash at the end. */
    String url() {
        return url;
    }

    /** True as soon as it says that it may be asked. */
    boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException("the second instance ended by itself: " + process.exitValue());
        }
        try {
            return http.send(
                                    HttpRequest.newBuilder(URI.create(url + "/q/health/ready"))
                                            .timeout(LOOK)
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM: it leaves the group and ends. */
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end within " + END_SECONDS + " s");
        }
    }

    /** SIGKILL: the group hears nothing of it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }

    private static Path built() throws IOException {
        Path target = Platform.project().resolve(SERVICE).resolve("target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(SERVICE + " is not built"));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
