package io.docket.workflow.roundtrip;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Zeebe broker of its own, from the local stack's distribution, whose data can be wiped. */
final class OwnBroker implements AutoCloseable {
    private static final int PORTS = 5;
    private static final long STOP_SECONDS = 20;

    private final Path program;
    private final Path data;
    private final List<Integer> ports;
    private Process broker;

    OwnBroker() throws IOException {
        try (Stream<Path> unpacked = Files.list(Path.of("../.docket/dist"))) {
            program = unpacked.filter(folder -> folder.getFileName().toString().startsWith("camunda-zeebe-"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath()
                    .normalize();
        }
        data = Files.createTempDirectory("own-broker-");
        ports = freePorts();
        broker = start();
    }

    URI grpc() {
        return URI.create("http://127.0.0.1:" + ports.get(0));
    }

    URI rest() {
        return URI.create("http://127.0.0.1:" + ports.get(1));
    }

    /** It loses its data and comes back. */
    void wipe() throws IOException {
        stop();
        delete(data.resolve("partitions"));
        broker = start();
    }

    private Process start() throws IOException {
        String jars;
        try (Stream<Path> files = Files.list(program.resolve("lib"))) {
            jars = files.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogging.config=" + program.resolve("config/log4j2.xml"),
                "-Dspring.config.additional-location=file:" + program.resolve("config") + "/",
                "-Dapp.home=" + data,
                "-Dbasedir=" + data,
                "-cp",
                jars,
                "io.camunda.application.StandaloneBroker");
        command.environment().putAll(environment());
        return command.directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("broker.log").toFile())
                .start();
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("SPRING_PROFILES_ACTIVE", "broker"),
                Map.entry("SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("ZEEBE_BROKER_NETWORK_HOST", "127.0.0.1"),
                Map.entry("MANAGEMENT_SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("ZEEBE_BROKER_GATEWAY_NETWORK_PORT", text(0)),
                Map.entry("SERVER_PORT", text(1)),
                Map.entry("ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT", text(2)),
                Map.entry("ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT", text(3)),
                Map.entry("MANAGEMENT_SERVER_PORT", text(4)),
                Map.entry(
                        "ZEEBE_BROKER_DATA_DIRECTORY",
                        data.resolve("partitions").toString()),
                Map.entry("ZEEBE_BROKER_DATA_LOGSEGMENTSIZE", "16MB"),
                Map.entry("ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING", "64MB"),
                Map.entry("ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION", "32MB"),
                Map.entry("ZEEBE_BROKER_EXPERIMENTAL_ROCKSDB_MEMORYLIMIT", "32MB"),
                Map.entry("ZEEBE_BROKER_THREADS_CPUTHREADCOUNT", "1"),
                Map.entry("ZEEBE_BROKER_THREADS_IOTHREADCOUNT", "1"));
    }

    private String text(int port) {
        return Integer.toString(ports.get(port));
    }

    private static List<Integer> freePorts() {
        List<ServerSocket> sockets = IntStream.range(0, PORTS)
                .mapToObj(any -> {
                    try {
                        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
        List<Integer> free = sockets.stream().map(ServerSocket::getLocalPort).toList();
        sockets.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return free;
    }

    private void stop() throws IOException {
        broker.destroy();
        try {
            if (!broker.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                broker.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException fault) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @Override
    public void close() throws IOException {
        stop();
        delete(data);
    }
}
