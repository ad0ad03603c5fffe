package io.docket.workflow.tenant;

import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Commands;
import io.docket.workflow.command.NoAccount;
import io.docket.workflow.memory.TenantQueue;
import java.util.List;

/**
 * The command service, for commands that nobody waits for an answer of. Those of a tenant without an account are kept in order until
 * there is one: whoever sends them goes on, and what they are refused for later is in the log alone.
 */
public final class ParkingCommands implements Commands {
    private final Commands commands;
    private final TenantQueue queue;

    /** Sent through this, or put into the queue. */
    public ParkingCommands(Commands commands, TenantQueue queue) {
        this.commands = commands;
        this.queue = queue;
    }

    /** The same for those that wait for an account, and hold up what is behind them. */
    public Commands direct() {
        return commands;
    }

    /** Returns once the command is committed, or kept; whoever tries a step again finds it kept already. */
    @Override
    public void send(BridgeCommand command) {
        String item = new ParkedCommand(command, null).text();
        if (queue.putBehind(command.tenant(), item)) {
            return;
        }
        try {
            commands.send(command);
        } catch (NoAccount e) {
            queue.put(command.tenant(), List.of(item));
        }
    }
}
