package io.docket.workflow.feed;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.workflow.automation.AutomationBook;
import io.docket.workflow.automation.AutomationRuns;
import io.docket.workflow.events.LoggedEvent;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The events, once more, for automations: in a group of their own, in the order of each partition. Offsets are committed after the
 * runs.
 */
@ApplicationScoped
public class AutomationsFeed {
    private final AutomationBook book;
    private final AutomationRuns runs;

    AutomationsFeed(AutomationBook book, AutomationRuns runs) {
        this.book = book;
        this.runs = runs;
    }

    /** Returns when every automation that has to run for an event of the batch has run. */
    @Incoming("automations")
    @Blocking("automations")
    public void consume(ConsumerRecords<String, byte[]> batch) {
        runs.prepare();
        List<LoggedEvent> events = new ArrayList<>();
        batch.forEach(record -> EventRecords.read(
                        record, CloudEventHeaders.TENANT, (type, tenant) -> book.concerns(tenant, type))
                .ifPresent(events::add));
        runs.apply(events);
    }
}
