package io.docket.local.process;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Ending processes: asked first, forced after a limit. */
public final class Ending {
    private static final long POLL_MILLIS = 20;
    private static final Duration FORCED_LIMIT = Duration.ofSeconds(10);

    private Ending() {}

    /** Ends the processes and what they started, together; returns how many had to be forced. */
    public static int end(Collection<ProcessHandle> processes, Duration limit) {
        List<ProcessHandle> all = processes.stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        List<ProcessHandle> stubborn = await(all, limit);
        stubborn.forEach(ProcessHandle::destroyForcibly);
        await(stubborn, FORCED_LIMIT);
        return stubborn.size();
    }

    private static List<ProcessHandle> await(List<ProcessHandle> processes, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        List<ProcessHandle> running = processes.stream().filter(Running::is).toList();
        try {
            while (!running.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(POLL_MILLIS);
                running = running.stream().filter(Running::is).toList();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return running;
    }
}
