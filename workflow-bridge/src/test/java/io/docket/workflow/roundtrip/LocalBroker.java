package io.docket.workflow.roundtrip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;

import io.docket.workflow.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The process of the local stack's Zeebe, which the stack starts again when it is gone. */
final class LocalBroker {
    private static final String MAIN_CLASS = "io.camunda.application.StandaloneBroker";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private LocalBroker() {}

    /** Returns when it carries commands out: one that a test before has killed needs a while. */
    static void awaitServing(Engine engine) {
        String mark = UUID.randomUUID().toString();
        await().atMost(START_LIMIT).ignoreExceptions().untilAsserted(() -> engine.fence(mark, mark));
    }

    /** Ends it without notice. */
    static void kill() {
        String home = Objects.requireNonNull(System.getenv("DOCKET_HOME"), "DOCKET_HOME");
        List<ProcessHandle> brokers = ProcessHandle.allProcesses()
                .filter(process -> isBrokerOf(home, process))
                .toList();
        if (brokers.size() != 1) {
            throw new IllegalStateException("brokers of " + home + ": " + brokers);
        }
        brokers.getFirst().destroyForcibly();
    }

    private static boolean isBrokerOf(String home, ProcessHandle process) {
        List<String> arguments = arguments(process);
        return arguments.contains(MAIN_CLASS) && arguments.stream().anyMatch(argument -> argument.contains(home + "/"));
    }

    /** Java's own way leaves out arguments that are long, and a class path is. */
    private static List<String> arguments(ProcessHandle process) {
        try {
            return List.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"), ISO_8859_1)
                    .split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
