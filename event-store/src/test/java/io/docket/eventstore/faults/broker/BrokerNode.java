package io.docket.eventstore.faults.broker;

import io.docket.eventstore.faults.process.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One broker of a cluster, which is a controller as well. */
public final class BrokerNode {
    private static final int HEAP_MEGABYTES = 192;

    private final int id;
    private final Path folder;
    private final Path settings;
    private volatile @Nullable ChildJvm process;

    BrokerNode(int id, Path folder, Properties settings) {
        this.id = id;
        this.folder = folder;
        this.settings = folder.resolve("server.properties");
        settings.setProperty("log.dirs", data().toString());
        try (Writer writer =
                Files.newBufferedWriter(Files.createDirectories(folder).resolve("server.properties"))) {
            settings.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts to format its data folder. */
    ChildJvm format(String clusterId, List<String> features) {
        List<String> arguments = new ArrayList<>(
                List.of("kafka.tools.StorageTool", "format", "-t", clusterId, "-c", settings.toString()));
        features.forEach(feature -> arguments.addAll(List.of("-f", feature)));
        return launch(arguments);
    }

    /** Where it keeps its partitions, a folder each. */
    public Path data() {
        return folder.resolve("data");
    }

    public void start() {
        process = launch(List.of("kafka.Kafka", settings.toString()));
    }

    /** SIGKILL. */
    public void kill() {
        running().kill();
    }

    /** SIGSTOP. */
    public void stop() {
        running().stop();
    }

    /** SIGCONT. */
    public void goOn() {
        running().goOn();
    }

    void killIfStarted() {
        ChildJvm current = process;
        if (current != null) {
            current.kill();
        }
    }

    private ChildJvm running() {
        ChildJvm current = process;
        if (current == null) {
            throw new IllegalStateException(this + " was not started");
        }
        return current;
    }

    private ChildJvm launch(List<String> main) {
        return ChildJvm.start(toString(), classPath(), HEAP_MEGABYTES, folder.resolve("broker.log"), line -> {}, main);
    }

    /** The broker's own jars, which the build of infra/local puts together, and the class that watches the parent. */
    private static String classPath() {
        Path jars = Path.of(System.getProperty("docket.kafka.jars", "../infra/local/target/lib"));
        if (!Files.isDirectory(jars)) {
            throw new IllegalStateException("no broker in " + jars.toAbsolutePath()
                    + ": ./mvnw -pl infra/local -am -DskipTests package puts it there");
        }
        try {
            Path own = Path.of(ChildJvm.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own + ":" + jars + "/*";
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "broker-" + id;
    }
}
