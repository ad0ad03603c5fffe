package io.docket.local.up;

import io.docket.local.Main;
import io.docket.local.home.Home;
import io.docket.local.server.OwnJar;
import io.docket.local.supervise.ServerState;
import io.docket.local.supervise.StackState;
import io.docket.local.supervise.StateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A stack of a few servers in a folder and at ports of its own, driven as a user drives it. */
final class LocalStack {
    private static final long COMMAND_LIMIT_SECONDS = 120;

    private final Home home;
    private final int portOffset;

    LocalStack(Path folder, int portOffset) {
        this.home = Home.of(folder, Path.of("stack"));
        this.portOffset = portOffset;
    }

    /** What a command has printed, and how it ended. */
    record Outcome(int exitCode, String output) {}

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    Outcome run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                OwnJar.classPath(),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--root=" + home.root(), "--home=" + home.path()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DOCKET_"));
        builder.environment().put("DOCKET_PORT_OFFSET", Integer.toString(portOffset));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(COMMAND_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("too slow: " + String.join(" ", arguments));
        }
        return new Outcome(process.exitValue(), output);
    }

    Home home() {
        return home;
    }

    StackState state() {
        return new StateFile(home).read().orElseThrow();
    }

    ServerState server(String name) {
        return state().servers().get(name);
    }

    ProcessHandle process(String server) {
        return server(server).process().find().orElseThrow();
    }

    int port(int defaultNumber) {
        return defaultNumber + portOffset;
    }
}
