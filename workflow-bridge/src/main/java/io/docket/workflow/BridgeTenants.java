package io.docket.workflow;

import io.docket.workflow.automation.AutomationRuns;
import io.docket.workflow.automation.EventsAt;
import io.docket.workflow.automation.ParkedRuns;
import io.docket.workflow.command.BulkCommands;
import io.docket.workflow.command.Commands;
import io.docket.workflow.command.GatheredCommands;
import io.docket.workflow.command.HttpCommands;
import io.docket.workflow.memory.TenantQueues;
import io.docket.workflow.memory.redis.RedisMemory;
import io.docket.workflow.settings.BridgeSettings;
import io.docket.workflow.tenant.ParkedCommands;
import io.docket.workflow.tenant.ParkedTenants;
import io.docket.workflow.tenant.ParkingCommands;
import io.docket.workflow.tenant.ParkingGroups;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.List;

/** Puts together what keeps the commands of tenants without an account: they hold up no other tenant. */
@Singleton
public class BridgeTenants {
    @Produces
    @Singleton
    TenantQueues queues(RedisMemory memory, BridgeSettings settings) {
        return memory.tenants(settings.tenants().capacity());
    }

    @Produces
    @Singleton
    @Typed({ParkingCommands.class, Commands.class})
    ParkingCommands commands(HttpCommands commands, TenantQueues queues) {
        return new ParkingCommands(commands, queues.commands());
    }

    @Produces
    @Singleton
    ParkingGroups groups(GatheredCommands commands, TenantQueues queues) {
        return new ParkingGroups(commands, queues.commands());
    }

    @Produces
    @Singleton
    ParkedTenants tenants(
            TenantQueues queues, BulkCommands commands, AutomationRuns runs, EventsAt log, MeterRegistry metrics) {
        return new ParkedTenants(
                List.of(
                        new ParkedCommands(queues.commands(), commands, metrics),
                        new ParkedRuns(queues.runs(), runs, log)),
                metrics);
    }
}
