package io.docket.workflow.tenant;

import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandBatches;
import io.docket.workflow.command.CommandBatches.Answer;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.incident.RefusedRecords;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.TenantQueue;
import io.docket.workflow.retry.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends the commands that were put aside, in order. One goes out of the queue when it was answered: what breaks off in between is
 * sent again under the same key. The incident of one that is refused takes its place, so a queue that is full needs none for it.
 */
public final class ParkedCommands implements ParkedWork {
    private static final Logger LOG = Logger.getLogger(ParkedCommands.class);
    private static final int BATCH = 250;

    private final TenantQueue queue;
    private final CommandBatches commands;
    private final MeterRegistry metrics;

    /** Commands out of the queue. */
    public ParkedCommands(TenantQueue queue, CommandBatches commands, MeterRegistry metrics) {
        this.queue = queue;
        this.commands = commands;
        this.metrics = metrics;
    }

    @Override
    public TenantQueue queue() {
        return queue;
    }

    @Override
    public boolean goOn(String tenant) {
        List<String> items = queue.first(tenant, BATCH);
        List<ParkedCommand> parked = items.stream().map(ParkedCommand::parse).toList();
        List<Answer> answers =
                commands.callAll(parked.stream().map(ParkedCommand::command).toList());
        List<BridgeCommand> incidents = new ArrayList<>();
        RefusedRecords refused = new RefusedRecords(new Incidents(incidents::add, metrics));
        int over = 0;
        while (over < parked.size() && isOver(parked.get(over), answers.get(over), refused)) {
            over++;
        }
        queue.settle(
                tenant,
                items.subList(0, over),
                incidents.stream()
                        .map(incident -> new ParkedCommand(incident, null).text())
                        .toList());
        return over > 0;
    }

    private boolean isOver(ParkedCommand parked, Answer answer, RefusedRecords refused) {
        if (answer.fault() instanceof Refused refusal) {
            BridgeCommand command = parked.command();
            metrics.counter("docket.bridge.refused", "code", refusal.code()).increment();
            LOG.warnf(
                    "refused parked command tenant=%s type=%s code=%s detail=\"%s\"",
                    command.tenant(), command.type(), refusal.code(), refusal.getMessage());
            if (parked.processInstanceId() != null) {
                refused.report(new InstanceRef(command.tenant(), parked.processInstanceId()), command, refusal);
            }
            return true;
        }
        return answer.result() != null;
    }
}
