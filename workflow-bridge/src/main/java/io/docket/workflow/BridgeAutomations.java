package io.docket.workflow;

import io.docket.kit.feel.Feel;
import io.docket.workflow.automation.AutomationBook;
import io.docket.workflow.automation.AutomationRuns;
import io.docket.workflow.automation.Definitions;
import io.docket.workflow.command.BulkCommands;
import io.docket.workflow.memory.TenantQueues;
import io.docket.workflow.retry.Persistence;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts together what sends commands when something happens. */
@Singleton
public class BridgeAutomations {
    @Produces
    @Singleton
    AutomationBook book(Feel feel) {
        return new AutomationBook(feel);
    }

    @Produces
    @Singleton
    AutomationRuns runs(
            AutomationBook book,
            Definitions definitions,
            BulkCommands commands,
            TenantQueues queues,
            Persistence persistence,
            MeterRegistry metrics) {
        return new AutomationRuns(book, definitions, commands, queues.runs(), persistence, metrics);
    }
}
