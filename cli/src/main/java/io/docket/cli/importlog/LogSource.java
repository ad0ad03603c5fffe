package io.docket.cli.importlog;

import io.docket.cli.xes.LogFile;
import io.docket.cli.xes.XesLimits;
import io.docket.cli.xes.XesReader;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * The log to import; it is read twice, first to check it, then to send it.
 *
 * @param path the file
 * @param zone zone of dates that carry none
 * @param traces how many traces to take, from the first
 * @param sort whether events out of order are sorted
 */
record LogSource(Path path, ZoneId zone, long traces, boolean sort) {
    XesReader open() {
        return new XesReader(LogFile.open(path), XesLimits.DEFAULT, zone);
    }

    String name() {
        return path.toString();
    }
}
