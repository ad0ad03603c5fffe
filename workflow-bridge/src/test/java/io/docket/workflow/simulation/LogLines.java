package io.docket.workflow.simulation;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged of all packages, ours and those of libraries, while this is open. */
public final class LogLines extends Handler implements AutoCloseable {
    private final Set<Logger> roots;
    private final Queue<LogRecord> records = new ConcurrentLinkedQueue<>();

    public LogLines() {
        this.roots = named("");
        roots.forEach(root -> root.addHandler(this));
    }

    /** The loggers of the name: our classes have that of the JDK, libraries behind SLF4J another. */
    public static Set<Logger> named(String name) {
        return Set.copyOf(List.of(Logger.getLogger(name), org.jboss.logmanager.Logger.getLogger(name)));
    }

    /** The lines, in order, without those for finding faults. */
    public List<String> written() {
        return from(Level.INFO);
    }

    /** Those that somebody should look at. */
    public List<String> warnings() {
        return from(Level.WARNING);
    }

    private List<String> from(Level level) {
        return records.stream()
                .filter(record -> record.getLevel().intValue() >= level.intValue())
                .map(record -> record.getLoggerName() + ": " + record.getMessage())
                .toList();
    }

    /** How many of them have a stack trace. */
    public long traces() {
        return records.stream().filter(record -> record.getThrown() != null).count();
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() >= Level.INFO.intValue()) {
            records.add(line);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        roots.forEach(root -> root.removeHandler(this));
    }
}
