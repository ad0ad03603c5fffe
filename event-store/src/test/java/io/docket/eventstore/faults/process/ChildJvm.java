package io.docket.eventstore.faults.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A small JVM that can be stopped, let go on, ended and killed by signal. Its log is appended to a file. */
public final class ChildJvm {
    private static final int END_SECONDS = 30;

    private final String name;
    private final Process process;
    private final Thread endWithUs;

    private ChildJvm(String name, Process process) {
        this.name = name;
        this.process = process;
        this.endWithUs = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    /**
     * Starts it.
     *
     * @param output hears every line that it prints, on a thread of its own
     */
    public static ChildJvm start(
            String name, String classPath, int heapMegabytes, Path log, Consumer<String> output, List<String> main) {
        return start(name, classPath, heapMegabytes, log, output, main, Map.of());
    }

    /** Starts it with further variables of its environment. */
    public static ChildJvm start(
            String name,
            String classPath,
            int heapMegabytes,
            Path log,
            Consumer<String> output,
            List<String> main,
            Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
                "-cp",
                classPath,
                EndsWithParent.class.getName()));
        command.addAll(main);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().putAll(environment);
        try {
            ChildJvm child = new ChildJvm(name, builder.start());
            // not virtual: reading a pipe would hold the thread below
            Thread.ofPlatform().name(name + "-output").daemon().start(() -> child.read(output));
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Consumer<String> output) {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(output);
        } catch (IOException | UncheckedIOException e) {
            // killed
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** SIGSTOP: it does nothing any more, and notices nothing. */
    public void stop() {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had happened. */
    public void goOn() {
        signal("CONT");
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM: it closes what it has open. */
    public void end() {
        process.destroy();
        awaitEnd();
    }

    /** Waits until it has done its work. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(endWithUs);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (IllegalStateException e) {
            return process.exitValue();
        }
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return name + " (" + process.pid() + ")";
    }
}
