package io.docket.eventstore.bench.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL for one run, on a loopback port, with a new data folder. It refuses root, so root borrows its user. */
public final class Postgres implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final int POOL = 64;
    private static final int STOP_SECONDS = 20;
    private static final long START_LIMIT_MILLIS = 60_000;

    private final Process process;
    private final int port;

    private Postgres(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Folder of the newest version's programs, if Debian's package is installed. */
    public static Optional<Path> programs() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.comparingInt(bin -> Integer.parseInt(
                            bin.getParent().getFileName().toString())));
        }
    }

    /**
     * Creates a database cluster in the folder and starts it.
     *
     * @param synchronousCommit false: a commit does not wait for the disk, as Kafka's does not
     */
    public static Postgres start(Path programs, Path folder, boolean synchronousCommit)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (isRoot()) {
            run(List.of("chown", "postgres", folder.toString()), folder);
        }
        run(
                asUser(programs.resolve("initdb") + " -D " + folder + "/data -A trust -U bench --no-sync"),
                folder);
        int port = FreePort.find();
        String settings = " -p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + folder
                + " -c shared_buffers=256MB -c max_connections=100 -c synchronous_commit="
                + (synchronousCommit ? "on" : "off");
        Process process = new ProcessBuilder(asUser("exec " + programs.resolve("postgres") + " -D " + folder + "/data"
                        + settings))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("postgres.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Postgres(process, port);
    }

    /** A pool of connections; waits until the server answers. */
    public HikariDataSource connections() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        config.setUsername("bench");
        config.setMaximumPoolSize(POOL);
        config.setInitializationFailTimeout(START_LIMIT_MILLIS);
        config.setAutoCommit(false);
        return new HikariDataSource(config);
    }

    public Stream<ProcessHandle> processes() {
        return Stream.of(process.toHandle());
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> asUser(String command) {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        words.addAll(List.of("sh", "-c", command));
        return words;
    }

    private static void run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("setup.log");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(command + " failed: " + Files.readString(log));
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
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
