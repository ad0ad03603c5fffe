package io.docket.local;

import io.docket.local.home.Home;
import io.docket.local.server.Stack;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say which stack is meant. */
final class HomeOptions {
    @Option(names = "--root", paramLabel = "DIR", defaultValue = ".", description = "the repository")
    Path root = Path.of(".");

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".docket",
            description = "the folder of the stack's data, in the repository (default: ${DEFAULT-VALUE})")
    Path home = Path.of(".docket");

    Home home() {
        return Home.of(root, home);
    }

    /** The stack, with its folders made. */
    Stack stack() throws IOException {
        Home folders = home();
        folders.create();
        return Stack.of(folders, System.getenv());
    }
}
