package io.docket.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * How a process is started.
 *
 * @param command program and arguments
 * @param environment variables on top of our own
 * @param directory working folder, created if missing
 */
public record Launch(List<String> command, Map<String, String> environment, Path directory) {
    private static final String MALLOC_ARENAS = "2";
    private static final long LOG_LIMIT_BYTES = 16L * 1024 * 1024;

    /**
     * Deletes the archive of classes, if it was to create one: that of a start which failed early holds few classes, and
     * would be kept.
     */
    public void forgetClasses() throws IOException {
        if (!command.contains(ClassArchive.CREATE)) {
            return;
        }
        for (String option : command) {
            if (option.startsWith(ClassArchive.USE)) {
                Files.deleteIfExists(Path.of(option.substring(ClassArchive.USE.length())));
            }
        }
    }

    /** Starts it; what it prints is appended to the log, of which one older generation is kept. */
    public Process start(Path log) throws IOException {
        Files.createDirectories(directory);
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", MALLOC_ARENAS);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }
}
