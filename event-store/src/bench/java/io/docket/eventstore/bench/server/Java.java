package io.docket.eventstore.bench.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts JVMs as children of this one. */
public final class Java {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Java() {}

    /** A child with the class path of this JVM; its output comes through a pipe, its errors through this JVM's. */
    public static Process start(Class<?> main, String... arguments) throws IOException {
        return builder(System.getProperty("java.class.path"), "-Xmx768m", main.getName(), arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static ProcessBuilder builder(String classPath, String heap, String main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                JAVA,
                heap,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
