package io.docket.cli.importlog;

import io.docket.cli.failure.UserError;
import io.docket.cli.xes.Place;
import io.docket.cli.xes.XesTrace;
import java.util.HashMap;
import java.util.Map;

/** What only the log as a whole can violate: the names of its traces are different, and so are the ids of its cases. */
final class LogChecks {
    /** Most traces of a log: each takes about 150 bytes of memory while it is checked. */
    static final int MAX_TRACES = 10_000_000;

    private final String file;
    private final Map<String, Place> names = new HashMap<>();

    LogChecks(String file) {
        this.file = file;
    }

    /** Takes a trace into account. */
    void check(XesTrace trace) {
        Place other = names.putIfAbsent(trace.name(), trace.place());
        if (other != null) {
            throw error(trace, "the name of the trace is taken by the one at " + other);
        }
        if (names.size() > MAX_TRACES) {
            throw error(trace, "more than " + MAX_TRACES + " traces (limit)");
        }
    }

    private UserError error(XesTrace trace, String what) {
        return new UserError(file + ":" + trace.place() + ": " + trace.label() + ": " + what);
    }
}
