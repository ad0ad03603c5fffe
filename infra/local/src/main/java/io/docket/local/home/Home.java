package io.docket.local.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where everything lies: the repository, and in it the home folder of one stack.
 *
 * <p>Several stacks (the user's, the tests') have a home each; the unpacked servers are shared, and the archives of
 * loaded classes too.
 *
 * @param root the repository
 * @param path the home folder of this stack
 */
public record Home(Path root, Path path) {
    /** The stack in the folder, relative to the repository. */
    public static Home of(Path root, Path path) {
        Path absoluteRoot = root.toAbsolutePath().normalize();
        return new Home(absoluteRoot, absoluteRoot.resolve(path).normalize());
    }

    /** Unpacked distributions of servers. */
    public Path dist() {
        return root.resolve(".docket/dist");
    }

    /** Archives of loaded classes, which make the next start faster. */
    public Path classArchives() {
        return root.resolve(".docket/class-archives");
    }

    /** Whether this is the user's own stack, not one of tests. */
    public boolean isMain() {
        return path.equals(root.resolve(".docket"));
    }

    /** A server's data; it survives a stop. */
    public Path data(String server) {
        return path.resolve("data").resolve(server);
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path log(String server) {
        return logs().resolve(server + ".log");
    }

    public Path run() {
        return path.resolve("run");
    }

    public Path stateFile() {
        return run().resolve("state.json");
    }

    public Path lockFile() {
        return run().resolve("lock");
    }

    public Path secrets() {
        return path.resolve("secrets");
    }

    public Path envFile() {
        return path.resolve("env");
    }

    /** The path as the user would type it in the repository. */
    public String shown(Path inside) {
        return inside.startsWith(root) ? root.relativize(inside).toString() : inside.toString();
    }

    /** Creates the folders. Secrets are readable by the owner only. */
    public void create() throws IOException {
        for (Path folder : new Path[] {path.resolve("data"), logs(), run(), classArchives()}) {
            Files.createDirectories(folder);
        }
        if (!Files.exists(secrets())) {
            Files.createDirectory(
                    secrets(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
