package io.docket.workflow.tenant;

import io.docket.workflow.command.CommandBatches;
import io.docket.workflow.command.CommandBatches.Answer;
import io.docket.workflow.incident.RefusedRecords;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.TenantQueue;
import io.docket.workflow.retry.Refused;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends the commands that were put aside, in order. One goes out of the queue when it was answered: what breaks off in between is
 * sent again under the same key.
 */
public final class ParkedCommands implements ParkedWork {
    private static final Logger LOG = Logger.getLogger(ParkedCommands.class);
    private static final int BATCH = 250;

    private final TenantQueue queue;
    private final CommandBatches commands;
    private final RefusedRecords refused;

    /** Commands out of the queue, whose refusals are told. */
    public ParkedCommands(TenantQueue queue, CommandBatches commands, RefusedRecords refused) {
        this.queue = queue;
        this.commands = commands;
        this.refused = refused;
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
        int over = 0;
        while (over < parked.size() && isOver(parked.get(over), answers.get(over))) {
            over++;
        }
        queue.settle(tenant, items.subList(0, over), List.of());
        return over > 0;
    }

    private boolean isOver(ParkedCommand parked, Answer answer) {
        if (answer.fault() instanceof Refused refusal) {
            refuse(parked, refusal);
            return true;
        }
        return answer.result() != null;
    }

    /** The incident of it waits behind what is parked still. */
    private void refuse(ParkedCommand parked, Refused refusal) {
        LOG.warnf(
                "refused parked command tenant=%s type=%s code=%s detail=\"%s\"",
                parked.command().tenant(), parked.command().type(), refusal.code(), refusal.getMessage());
        if (parked.processInstanceId() != null) {
            refused.report(
                    new InstanceRef(parked.command().tenant(), parked.processInstanceId()), parked.command(), refusal);
        }
    }
}
