package io.docket.cli.importlog;

import io.docket.cli.mapping.CommandKind;
import io.docket.contracts.id.EntityId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one case, as the commands so far leave them. Real logs skip and repeat steps; the ledger answers each
 * event with the steps that make it legal, the event's own step last:
 *
 * <pre>
 *   (none) --create--> open --claim--> claimed --complete--> (gone)
 *                       ^  |              |
 *                       |  +--cancel--> (gone)
 *                       +-----release-----+
 * </pre>
 *
 * Only a free task is claimed, and only by its holder it is released or completed. Where several tasks have the name of
 * the event, the actor's own comes first, then the oldest.
 */
final class TaskLedger {
    private final String caseId;
    private final List<Task> open = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();

    TaskLedger(String caseId) {
        this.caseId = caseId;
    }

    /** The steps for an event that does this to a task of this name. */
    List<TaskStep> steps(CommandKind command, String name, @Nullable String actor) {
        List<TaskStep> steps = new ArrayList<>(3);
        switch (command) {
            case CREATE_TASK -> create(name, actor, steps);
            case CLAIM_TASK -> claim(name, actor, steps);
            case RELEASE_TASK -> {
                Task task = held(name, actor, steps);
                task.claimed = false;
                steps.add(task.step(command, actor));
            }
            case COMPLETE_TASK -> {
                Task task = held(name, actor, steps);
                open.remove(task);
                steps.add(task.step(command, actor));
            }
            case CANCEL_TASK -> {
                Task task = first(name, any -> true).orElseGet(() -> create(name, actor, steps));
                open.remove(task);
                steps.add(task.step(command, actor));
            }
            default -> throw new IllegalArgumentException(command + " is not about a task");
        }
        return steps;
    }

    private Task create(String name, @Nullable String actor, List<TaskStep> steps) {
        String slug = CaseIds.slug(name);
        String id = EntityId.dependent(caseId, slug + "-" + counts.merge(slug, 1, Integer::sum));
        Task task = new Task(id, name);
        open.add(task);
        steps.add(task.step(CommandKind.CREATE_TASK, actor));
        return task;
    }

    private Task claim(String name, @Nullable String actor, List<TaskStep> steps) {
        Task task = first(name, candidate -> !candidate.claimed)
                .or(() -> first(name, candidate -> candidate.claimed))
                .orElseGet(() -> create(name, actor, steps));
        take(task, actor, steps);
        return task;
    }

    private Task held(String name, @Nullable String actor, List<TaskStep> steps) {
        Optional<Task> own = first(name, task -> task.claimed && Objects.equals(task.holder, actor));
        if (own.isPresent()) {
            return own.get();
        }
        Optional<Task> others = first(name, task -> task.claimed);
        if (others.isPresent()) {
            take(others.get(), actor, steps);
            return others.get();
        }
        return claim(name, actor, steps);
    }

    private static void take(Task task, @Nullable String actor, List<TaskStep> steps) {
        if (task.claimed) {
            steps.add(task.step(CommandKind.RELEASE_TASK, task.holder));
        }
        task.claimed = true;
        task.holder = actor;
        steps.add(task.step(CommandKind.CLAIM_TASK, actor));
    }

    private Optional<Task> first(String name, Predicate<Task> condition) {
        return open.stream()
                .filter(task -> task.name.equals(name) && condition.test(task))
                .findFirst();
    }

    private static final class Task {
        private final String id;
        private final String name;
        private boolean claimed;
        private @Nullable String holder;

        Task(String id, String name) {
            this.id = id;
            this.name = name;
        }

        TaskStep step(CommandKind command, @Nullable String actor) {
            return new TaskStep(command, id, name, actor);
        }
    }
}
