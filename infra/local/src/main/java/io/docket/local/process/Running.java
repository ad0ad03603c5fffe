package io.docket.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a process still does anything: one that has ended but was not yet collected by its parent does not. */
final class Running {
    private static final char ZOMBIE = 'Z';

    private Running() {}

    static boolean is(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == ZOMBIE;
        } catch (IOException | IndexOutOfBoundsException e) {
            return false;
        }
    }
}
