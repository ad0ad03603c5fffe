package io.docket.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Resident memory of a process. */
public final class Memory {
    private static final long BYTES_PER_KIB = 1024;

    private Memory() {}

    /** Resident bytes, where the system says. */
    public static OptionalLong residentBytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            return Files.exists(status) ? fromProc(status) : fromPs(pid);
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong fromProc(Path status) throws IOException {
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmRSS:")) {
                return kib(line.replaceAll("\\D", ""));
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong fromPs(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        try (var out = ps.getInputStream()) {
            return kib(new String(out.readAllBytes(), StandardCharsets.US_ASCII).strip());
        }
    }

    private static OptionalLong kib(String number) {
        return OptionalLong.of(Long.parseLong(number) * BYTES_PER_KIB);
    }
}
