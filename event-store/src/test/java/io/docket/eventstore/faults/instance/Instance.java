package io.docket.eventstore.faults.instance;

import static java.util.stream.Collectors.toSet;

import io.docket.eventstore.faults.Victim;
import io.docket.eventstore.faults.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One instance of the event store with its data folder; each start is a new process with a name of its own. */
public final class Instance implements Victim {
    private static final int HEAP_MEGABYTES = 128;
    private static final String PORT = "PORT ";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final int number;
    private final String bootstrapServers;
    private final Path folder;
    private final Reports reports;
    private int starts;
    private volatile int port;
    private volatile @Nullable ChildJvm process;

    /**
     * @param folder for its data and its log
     * @param reports gets what it prints
     */
    public Instance(int number, String bootstrapServers, Path folder, Reports reports) {
        this.number = number;
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
        this.reports = reports;
    }

    @Override
    public void start() {
        starts++;
        String name = this + "." + starts;
        process = ChildJvm.start(
                name,
                System.getProperty("java.class.path"),
                HEAP_MEGABYTES,
                folder.resolve(this + ".log"),
                line -> heard(name, line),
                List.of(
                        InstanceMain.class.getName(),
                        name,
                        bootstrapServers,
                        folder.resolve(toString()).toString()));
    }

    /** The instance that a process belongs to, by the name of the process. */
    public static String nameOf(String process) {
        return process.substring(0, process.indexOf('.'));
    }

    private void heard(String name, String line) {
        if (line.startsWith(PORT)) {
            port = Integer.parseInt(line.substring(PORT.length()));
        } else {
            reports.heard(name, line);
        }
    }

    @Override
    public void stop() {
        running().stop();
    }

    @Override
    public void goOn() {
        running().goOn();
    }

    @Override
    public void kill() {
        port = 0;
        running().kill();
    }

    @Override
    public void leave() {
        port = 0;
        running().end();
    }

    @Override
    public boolean alive() {
        ChildJvm current = process;
        return current != null && current.alive();
    }

    @Override
    public Set<Integer> served() {
        try {
            String answer = ask("SERVED");
            return answer.isEmpty()
                    ? Set.of()
                    : Arrays.stream(answer.split(" ")).map(Integer::valueOf).collect(toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }

    /** Version of a stream, by its own account; none if it does not answer. */
    public OptionalLong head(String streamId) {
        try {
            return OptionalLong.of(Long.parseLong(ask("HEAD " + streamId)));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private String ask(String question) throws IOException {
        try (Line line = new Line(port, PATIENCE)) {
            return line.ask(question);
        }
    }

    int port() {
        return port;
    }

    private ChildJvm running() {
        ChildJvm current = process;
        if (current == null) {
            throw new IllegalStateException(this + " was not started");
        }
        return current;
    }

    @Override
    public String toString() {
        return "instance-" + number;
    }
}
