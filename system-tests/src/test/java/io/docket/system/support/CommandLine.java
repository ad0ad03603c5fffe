package io.docket.system.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The project's command line, run as a process of its own with the flags of the {@code docket} script. */
public final class CommandLine {
    private CommandLine() {}

    /** Starts {@code docket <arguments>}; its output goes to the file. */
    public static Process start(Path output, String... arguments) throws IOException {
        Path cli = Platform.project().resolve("cli/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                cli.resolve("cli.jar") + ":" + cli.resolve("lib") + "/*",
                "io.docket.cli.Main"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Runs {@code docket <arguments>} to its end. */
    public static Finished run(Path output, long timeoutSeconds, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(output, arguments);
        if (!process.waitFor(timeoutSeconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("not finished in " + timeoutSeconds + " s: " + Files.readString(output));
        }
        return new Finished(process.exitValue(), Files.readString(output));
    }

    /**
     * How a run ended.
     *
     * @param exit exit code
     * @param output standard output and error
     */
    public record Finished(int exit, String output) {}
}
