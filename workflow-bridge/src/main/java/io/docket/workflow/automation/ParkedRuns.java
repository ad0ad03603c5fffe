package io.docket.workflow.automation;

import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.memory.TenantQueue;
import io.docket.workflow.tenant.ParkedWork;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Runs the automations of the events that were put aside, in order. An event goes out of the queue when all of its automations have
 * run: what breaks off in between is run again, with the same keys.
 */
public final class ParkedRuns implements ParkedWork {
    private static final Logger LOG = Logger.getLogger(ParkedRuns.class);
    private static final int BATCH = 100;

    private final TenantQueue queue;
    private final AutomationRuns runs;
    private final EventsAt log;

    /** Runs for what is in the queue, with the events out of the log. */
    public ParkedRuns(TenantQueue queue, AutomationRuns runs, EventsAt log) {
        this.queue = queue;
        this.runs = runs;
        this.log = log;
    }

    @Override
    public TenantQueue queue() {
        return queue;
    }

    @Override
    public boolean goOn(String tenant) {
        List<String> items = queue.first(tenant, BATCH);
        List<ParkedRun> parked = items.stream().map(ParkedRun::parse).toList();
        List<String> positions =
                parked.stream().map(ParkedRun::position).distinct().toList();
        List<LoggedEvent> events = log.readAll(positions);
        if (events.size() < positions.size()) {
            List<String> gone = new ArrayList<>(positions);
            gone.removeAll(events.stream().map(LoggedEvent::position).toList());
            LOG.errorf("events are not there any more tenant=%s positions=%s", tenant, gone);
        }
        List<String> left =
                runs.again(parked, events).stream().map(ParkedRun::text).toList();
        if (!left.equals(items)) {
            queue.settle(tenant, items, left);
        }
        return left.size() < items.size();
    }
}
