package io.docket.local.process;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that is recognised again later, though numbers are reused: its number and when it started.
 *
 * @param pid number
 * @param startedAt start time as the operating system reports it
 */
public record ProcessMark(long pid, Instant startedAt) {
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

    public static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(Running::is).filter(this::isSame);
    }

    @JsonIgnore
    public boolean isAlive() {
        return find().isPresent();
    }

    private boolean isSame(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, startedAt).abs().compareTo(CLOCK_TOLERANCE) <= 0)
                .orElse(false);
    }
}
