package io.docket.workflow.tenant;

import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandBatches.Answer;
import io.docket.workflow.command.CommandGroups;
import io.docket.workflow.command.NoAccount;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.TenantQueue;
import io.docket.workflow.retry.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The command service, for what the engine tells. Commands of a tenant without an account are kept in order until there is one, and
 * count as accepted. The queue is looked at once a batch of the engine's log: whoever reads that alone adds what is behind.
 */
public final class ParkingGroups {
    private final CommandGroups groups;
    private final TenantQueue queue;

    /** Sent through this, or put into the queue. */
    public ParkingGroups(CommandGroups groups, TenantQueue queue) {
        this.groups = groups;
        this.queue = queue;
    }

    /** The ways for the commands of a batch. */
    public Batch look() {
        return new Batch(Set.copyOf(queue.tenants()));
    }

    /** The tenants of which something waited when the batch began. */
    public final class Batch {
        private final Set<String> waiting;

        Batch(Set<String> waiting) {
            this.waiting = waiting;
        }

        /** The way for commands about the instance. */
        public CommandGroups of(InstanceRef instance) {
            if (waiting.contains(instance.tenant())) {
                return group -> CompletableFuture.completedFuture(park(instance, group));
            }
            return group -> groups.begin(group)
                    .thenCompose(answers -> isWithoutAccount(answers)
                            ? CompletableFuture.supplyAsync(
                                    () -> parked(instance, group, answers), Thread::startVirtualThread)
                            : CompletableFuture.completedFuture(answers));
        }
    }

    /** True if it is an account that the first command lacks which may succeed later: those before it are over. */
    private static boolean isWithoutAccount(List<Answer> answers) {
        return answers.stream()
                .filter(answer -> !isOver(answer))
                .findFirst()
                .filter(first -> first.fault() instanceof NoAccount)
                .isPresent();
    }

    /** Those of the same root behind it were not carried out either; what is over, of another root, is. */
    private List<Answer> parked(InstanceRef instance, List<BridgeCommand> group, List<Answer> answers) {
        List<BridgeCommand> open = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (!isOver(answers.get(i))) {
                open.add(group.get(i));
            }
        }
        park(instance, open);
        return answers.stream().map(answer -> isOver(answer) ? answer : kept()).toList();
    }

    private List<Answer> park(InstanceRef instance, List<BridgeCommand> commands) {
        queue.put(
                instance.tenant(),
                commands.stream()
                        .map(command -> new ParkedCommand(command, instance.processInstanceId()).text())
                        .toList());
        return commands.stream().map(command -> kept()).toList();
    }

    private static boolean isOver(Answer answer) {
        return answer.result() != null || answer.fault() instanceof Refused;
    }

    private static Answer kept() {
        return Answer.of(Json.mapper().createObjectNode());
    }
}
