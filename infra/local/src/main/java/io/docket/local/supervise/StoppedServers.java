package io.docket.local.supervise;

import io.docket.local.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The servers that somebody wants down while the others run: an empty file of the server's name in the run folder. Its
 * supervisor ends the server when the file comes, and starts it when the file has gone. A new start forgets them all.
 */
public final class StoppedServers {
    private final Path folder;

    /** Those of the stack in the home folder. */
    public StoppedServers(Home home) {
        this.folder = home.run().resolve("stopped");
    }

    /** From now on the server is to be down; again changes nothing. */
    public void stop(String server) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(server);
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
    }

    /** From now on the server is to run; again changes nothing. */
    public void start(String server) throws IOException {
        Files.deleteIfExists(folder.resolve(server));
    }

    boolean contains(String server) {
        return Files.exists(folder.resolve(server));
    }

    void forget() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
