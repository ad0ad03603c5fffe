package io.docket.notification.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other JVMs of a benchmark. */
final class JavaProcess {
    private static final int COLLECTION_SECONDS = 30;

    private JavaProcess() {}

    /**
     * Starts a class of this class path; what it says on its error stream is shown.
     *
     * @param options of the JVM, separated by spaces
     */
    static Process start(String options, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(tool("java")));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Has the JVM collect its garbage. */
    static void collect(long pid) throws IOException, InterruptedException {
        new ProcessBuilder(tool("jcmd"), Long.toString(pid), "GC.run")
                .redirectErrorStream(true)
                .start()
                .waitFor(COLLECTION_SECONDS, TimeUnit.SECONDS);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
