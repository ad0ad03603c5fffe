package io.docket.local.terminal;

import io.docket.local.process.Memory;
import io.docket.local.process.ProcessMark;
import io.docket.local.supervise.ServerState;
import io.docket.local.supervise.StackState;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The table of servers: state, address, memory. */
final class Tables {
    private static final long BYTES_PER_MIB = 1024 * 1024;
    private static final String ROW = "  %-21s %-11s %-42s %8s  %s%n";

    private Tables() {}

    static String servers(StackState state) {
        StringBuilder table = new StringBuilder(ROW.formatted("server", "state", "address", "memory", ""));
        long total = 0;
        for (var entry : state.servers().entrySet()) {
            ServerState server = entry.getValue();
            OptionalLong bytes = memory(server.process());
            total += bytes.orElse(0);
            table.append(ROW.formatted(
                    entry.getKey(), Words.of(server.status()), server.url(), mebibytes(bytes), remark(server)));
        }
        OptionalLong supervisor = memory(state.supervisor());
        total += supervisor.orElse(0);
        table.append(ROW.formatted("supervisor", "", "", mebibytes(supervisor), ""));
        table.append(ROW.formatted("together", "", "", mebibytes(OptionalLong.of(total)), ""));
        return table.toString().lines().map(String::stripTrailing).reduce("", (all, line) -> all + line + "\n");
    }

    private static String remark(ServerState server) {
        String restarts = server.restarts() == 0 ? "" : "restarted %d time(s) ".formatted(server.restarts());
        return restarts + (server.detail() == null ? "" : server.detail());
    }

    private static OptionalLong memory(@Nullable ProcessMark process) {
        return process == null || !process.isAlive() ? OptionalLong.empty() : Memory.residentBytes(process.pid());
    }

    private static String mebibytes(OptionalLong bytes) {
        return bytes.isEmpty() ? "" : String.format(Locale.ROOT, "%d MB", bytes.getAsLong() / BYTES_PER_MIB);
    }
}
