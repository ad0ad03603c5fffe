package io.docket.local.supervise;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.docket.local.process.ProcessMark;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a stack, as its supervisor writes it down at each change.
 *
 * @param supervisor the supervisor's process
 * @param startedAt when the start began
 * @param readyAt when everything was ready for the first time
 * @param failure why the start was given up
 * @param servers the servers by name
 */
public record StackState(
        ProcessMark supervisor,
        Instant startedAt,
        @Nullable Instant readyAt,
        @Nullable String failure,
        Map<String, ServerState> servers) {

    static StackState starting() {
        return new StackState(
                ProcessMark.of(ProcessHandle.current()), Instant.now(), null, null, new LinkedHashMap<>());
    }

    StackState with(String server, ServerState state) {
        Map<String, ServerState> changed = new LinkedHashMap<>(servers);
        changed.put(server, state);
        return new StackState(supervisor, startedAt, readyAt, failure, changed);
    }

    StackState ready() {
        return new StackState(supervisor, startedAt, Instant.now(), failure, servers);
    }

    StackState failed(String reason) {
        return new StackState(supervisor, startedAt, readyAt, reason, servers);
    }

    /** Whether the stack's supervisor still runs. */
    @JsonIgnore
    public boolean isSupervised() {
        return supervisor.isAlive();
    }

    /** How long the first start took, if it is over. */
    @JsonIgnore
    public @Nullable Duration startDuration() {
        return readyAt == null ? null : Duration.between(startedAt, readyAt);
    }
}
