package io.docket.eventstore.bench.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;

/**
 * CPU time of this process (the client) and of the server that it uses, its children included.
 *
 * @param clientNanos CPU time of this process
 * @param serverNanos CPU time of the server; 0 if there is none
 */
public record Cpu(long clientNanos, long serverNanos) {
    private static final OperatingSystemMXBean OS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** What was used so far. */
    public static Cpu now(Stream<ProcessHandle> server) {
        long serverNanos = server.flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(Cpu::nanos)
                .sum();
        return new Cpu(OS.getProcessCpuTime(), serverNanos);
    }

    private static long nanos(ProcessHandle process) {
        return process.info().totalCpuDuration().map(java.time.Duration::toNanos).orElse(0L);
    }

    public Cpu minus(Cpu before) {
        return new Cpu(clientNanos - before.clientNanos, serverNanos - before.serverNanos);
    }
}
