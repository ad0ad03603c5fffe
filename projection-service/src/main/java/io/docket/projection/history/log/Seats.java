package io.docket.projection.history.log;

import io.docket.kit.problem.Problems;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.HashMap;
import java.util.Map;

/** Room for a bounded number of long answers at a time, of which a tenant gets a part; who finds none hears 429. */
public final class Seats {
    private static final int RETRY_AFTER_SECONDS = 5;

    private final String what;
    private final int all;
    private final int perTenant;
    private final Map<String, Integer> taken = new HashMap<>();
    private int takenByAll;

    /**
     * @param what what takes them, in the plural
     * @param all how many there are
     * @param perTenant how many a tenant gets at most
     */
    public Seats(String what, int all, int perTenant) {
        this.what = what;
        this.all = all;
        this.perTenant = perTenant;
    }

    /** Takes one for the tenant; to be given back once. */
    public synchronized Seat take(String tenant) {
        int tenants = taken.getOrDefault(tenant, 0);
        if (takenByAll >= all || tenants >= perTenant) {
            throw Problems.of(
                            429,
                            "too-many-" + what,
                            "Too many at the same time",
                            "There are "
                                    + (tenants >= perTenant
                                            ? tenants + " " + what + " of your tenant"
                                            : takenByAll + " " + what)
                                    + " under way, the most there may be")
                    .withHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                    .build();
        }
        takenByAll++;
        taken.put(tenant, tenants + 1);
        return new Seat(this, tenant);
    }

    /** How many are taken. */
    public synchronized int taken() {
        return takenByAll;
    }

    private synchronized void giveBack(String tenant) {
        takenByAll--;
        taken.computeIfPresent(tenant, (any, count) -> count > 1 ? count - 1 : null);
    }

    /** A seat that is taken. */
    public static final class Seat implements AutoCloseable {
        private final Seats seats;
        private final String tenant;
        private boolean given;

        private Seat(Seats seats, String tenant) {
            this.seats = seats;
            this.tenant = tenant;
        }

        @Override
        public synchronized void close() {
            if (!given) {
                given = true;
                seats.giveBack(tenant);
            }
        }
    }
}
