package io.docket.local.terminal;

import io.docket.local.home.Home;
import io.docket.local.home.Secrets;
import io.docket.local.server.DemoUsers;
import io.docket.local.supervise.StackState;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What a stack consists of and how to use it. */
public final class Summary {
    private static final double MILLIS_PER_SECOND = 1000;

    private Summary() {}

    /** The table of servers. */
    public static void table(StackState state, PrintStream out) {
        out.println();
        out.print(Tables.servers(state));
        out.println();
    }

    /** Start time and demo user, for the end of a start. */
    public static void welcome(Home home, StackState state, PrintStream out) {
        Duration start = state.startDuration();
        if (start != null) {
            out.printf(Locale.ROOT, "  Everything is ready after %.1f s.%n", start.toMillis() / MILLIS_PER_SECOND);
        }
        if (state.servers().containsKey("keycloak")) {
            out.printf(
                    "  Demo user %s, password %s (more users and their passwords: %s)%n",
                    DemoUsers.FIRST,
                    new Secrets(home.secrets()).get("user-" + DemoUsers.FIRST),
                    home.shown(home.secrets()));
        }
        out.printf("  Addresses for scripts: %s%n", home.shown(home.envFile()));
    }
}
