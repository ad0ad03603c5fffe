package io.docket.workflow.record;

import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandBatches.Answer;
import io.docket.workflow.command.CommandGroups;
import io.docket.workflow.incident.RefusedRecords;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Lanes.Step;
import io.docket.workflow.retry.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Commands about one instance that go out together and are waited for one after the other. One that may succeed later is sent
 * again with all behind it, for the service did not take those either; one that is refused is an incident and stops no other.
 */
final class CommandChain {
    private final InstanceRef instance;
    private final CommandGroups groups;
    private final RefusedRecords refused;
    private final List<BridgeCommand> commands = new ArrayList<>();
    private @Nullable CompletableFuture<List<Answer>> begun;
    private int begunFrom;

    CommandChain(InstanceRef instance, CommandGroups groups, RefusedRecords refused) {
        this.instance = instance;
        this.groups = groups;
        this.refused = refused;
    }

    void add(BridgeCommand command) {
        commands.add(command);
    }

    /** A step for each command. */
    List<Step> steps() {
        return IntStream.range(0, commands.size())
                .mapToObj(i -> new Step(commands.get(i).type(), () -> await(i)))
                .toList();
    }

    private void await(int index) {
        CompletableFuture<List<Answer>> answers = begun;
        if (answers == null) {
            begunFrom = index;
            answers = groups.begin(commands.subList(index, commands.size()));
            begun = answers;
        }
        try {
            Answer.await(answers).get(index - begunFrom).orThrow();
        } catch (Refused e) {
            refused.report(instance, commands.get(index), e);
            throw e;
        } catch (RuntimeException e) {
            begun = null;
            throw e;
        }
    }
}
