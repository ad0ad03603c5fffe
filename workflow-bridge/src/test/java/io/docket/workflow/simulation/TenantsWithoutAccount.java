package io.docket.workflow.simulation;

import io.docket.workflow.tenant.ParkedCommands;
import io.docket.workflow.tenant.ParkedTenants;
import io.docket.workflow.tenant.ParkingCommands;
import io.docket.workflow.tenant.ParkingGroups;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;

/** Tenants that give the bridge no account, in one life of it: what it tells of them is parked until they do. */
public final class TenantsWithoutAccount {
    /** Most commands of a tenant that wait for its account. */
    public static final int MOST_PARKED = 40;

    private final TenantQueueInMemory parked;
    private final CommandServiceDouble commands;
    private final VirtualTime time;
    private final MeterRegistry metrics;
    private final ParkedTenants tenants;

    TenantsWithoutAccount(
            TenantQueueInMemory parked, CommandServiceDouble commands, VirtualTime time, MeterRegistry metrics) {
        this.parked = parked;
        this.commands = commands;
        this.time = time;
        this.metrics = metrics;
        this.tenants = new ParkedTenants(List.of(new ParkedCommands(parked, commands, metrics)), metrics);
    }

    /** Single commands, parked where there is no account. */
    ParkingCommands commands() {
        return new ParkingCommands(commands, parked);
    }

    /** Commands that go in together, parked where there is no account. */
    ParkingGroups groups() {
        return new ParkingGroups(commands, parked);
    }

    /** Gives each tenant one turn; true if one has less to wait for now. */
    boolean goOn() {
        return tenants.goOn();
    }

    /** What waits goes out as far as there are accounts. */
    public void sendParked() {
        while (goOn()) {
            time.sleep(Duration.ZERO);
        }
    }

    /** How many wait for an account, as the bridge shows it. */
    public double count() {
        return metrics.get("docket.bridge.tenants.parked").gauge().value();
    }
}
