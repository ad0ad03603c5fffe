package io.docket.local;

import io.docket.local.home.Home;
import io.docket.local.terminal.LogTail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs}: the log files, or the end of one of them. */
@Command(name = "logs", description = "list the logs, or show the end of one")
final class LogsCommand implements Callable<Integer> {
    @Mixin
    HomeOptions options = new HomeOptions();

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "whose log")
    @Nullable
    String service;

    @Option(
            names = {"-n", "--lines"},
            defaultValue = "100",
            description = "how many lines (default: ${DEFAULT-VALUE})")
    int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "go on as the log grows")
    boolean follow;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = options.home();
        if (service == null) {
            logs(home).forEach(log -> System.out.println(home.shown(log)));
            return 0;
        }
        Path log = home.log(service);
        if (!Files.exists(log)) {
            throw new UserError("there is no log of '%s': choose one of %s"
                    .formatted(
                            service,
                            String.join(
                                    ", ",
                                    logs(home).stream().map(LogsCommand::name).toList())));
        }
        LogTail tail = new LogTail(log, System.out);
        tail.last(lines);
        if (follow) {
            tail.follow();
        }
        return 0;
    }

    private static String name(Path log) {
        return log.getFileName().toString().replace(".log", "");
    }

    private static List<Path> logs(Home home) throws IOException {
        if (!Files.isDirectory(home.logs())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home.logs())) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }
}
