package io.docket.local.process;

import io.docket.local.home.Home;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a JVM that starts quickly and stays small: serial collector, compact object headers, a heap limit,
 * and an archive of the classes it loaded last time.
 */
public final class Jvm {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private final Home home;
    private final String name;
    private final List<String> options = new ArrayList<>();

    private Jvm(Home home, String name, int heapMegabytes) {
        this.home = home;
        this.name = name;
        with(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:disable",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8");
    }

    /** A JVM for a server that must start fast and never runs hot: the first compiler is enough. */
    public static Jvm quickStart(Home home, String name, int heapMegabytes) {
        return new Jvm(home, name, heapMegabytes).with("-XX:TieredStopAtLevel=1");
    }

    /** A JVM for a server that does the work. */
    public static Jvm throughput(Home home, String name, int heapMegabytes) {
        return new Jvm(home, name, heapMegabytes);
    }

    /** A JVM for a server that does the work for hours: half as much memory again, so that it is seldom cleared as a whole. */
    public static Jvm longRun(Home home, String name, int heapMegabytes) {
        return throughput(home, name, heapMegabytes * 3 / 2);
    }

    public Jvm with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** The whole command line that runs a main class. */
    public List<String> main(String classPath, String mainClass, String... arguments) {
        List<String> command = command(classPath);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(List.of(arguments));
        return List.copyOf(command);
    }

    /** The whole command line that runs a jar. */
    public List<String> jar(Path jar) {
        List<String> command = command(jar.toString());
        command.addAll(List.of("-jar", jar.toString()));
        return List.copyOf(command);
    }

    private List<String> command(String classPath) {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(options);
        command.addAll(new ClassArchive(home.classArchives(), name, classPath).options(home.isMain()));
        return command;
    }
}
