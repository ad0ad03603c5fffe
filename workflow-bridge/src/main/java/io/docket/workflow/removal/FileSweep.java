package io.docket.workflow.removal;

import io.docket.workflow.definition.DefinitionMemory;
import io.docket.workflow.interim.TaskForms;
import io.docket.workflow.interim.TaskForms.TaskForm;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.usertask.UserTaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Looks at every task that has files for those whose process is over: a file can be brought a moment after its process ended.
 * Such files are reported and removed. A task that the memory does not know is over only if the views say so.
 */
public final class FileSweep {
    private static final Logger LOG = Logger.getLogger(FileSweep.class);
    private static final String REASON = "files-of-instance-over";
    private static final int MAX_PAGES = 10_000;

    private final FiledTasks filed;
    private final TaskFiles files;
    private final TaskForms forms;
    private final RemovalQueue queue;
    private final TaskEnds ends;
    private final DefinitionMemory definitions;

    /** A sweep through the files of tasks, of the tenants that have processes. */
    public FileSweep(
            FiledTasks filed,
            TaskFiles files,
            TaskForms forms,
            RemovalQueue queue,
            TaskEnds ends,
            DefinitionMemory definitions) {
        this.filed = filed;
        this.files = files;
        this.forms = forms;
        this.queue = queue;
        this.ends = ends;
        this.definitions = definitions;
    }

    /**
     * Looks at all of them once; what cannot be asked about now is looked at next time.
     *
     * @param memoryIsWhole false while nobody knows which instances run
     */
    public Found run(BooleanSupplier memoryIsWhole) {
        AtomicLong checked = new AtomicLong();
        List<Orphan> orphans = new ArrayList<>();
        for (String tenant : definitions.tenants()) {
            try {
                look(tenant, memoryIsWhole, checked, orphans);
            } catch (Refused | Unavailable e) {
                LOG.warnf("files of tasks not swept tenant=%s error=\"%s\"", tenant, e.getMessage());
            }
        }
        return new Found(checked.get(), orphans);
    }

    private void look(String tenant, BooleanSupplier memoryIsWhole, AtomicLong checked, List<Orphan> orphans) {
        List<String> tasks = filed.after(tenant, "");
        for (int page = 0; page < MAX_PAGES && !tasks.isEmpty(); page++) {
            checked.addAndGet(tasks.size());
            tasks.stream()
                    .filter(task -> isOver(tenant, task) && memoryIsWhole.getAsBoolean())
                    .forEach(task -> {
                        files.removeOf(tenant, task);
                        orphans.add(new Orphan("task/" + task, tenant, REASON));
                    });
            tasks = filed.after(tenant, tasks.getLast());
        }
    }

    private boolean isOver(String tenant, String task) {
        if (!UserTaskId.isEngineTask(task)) {
            return false;
        }
        Optional<TaskForm> known = forms.find(tenant, task);
        return known.isPresent()
                ? queue.standing(known.get().instance()) == RemovalQueue.Standing.OVER
                : ends.isProcessOver(tenant, task);
    }

    /**
     * What a sweep found.
     *
     * @param checked tasks that it looked at
     * @param orphans those whose files are gone now
     */
    public record Found(long checked, List<Orphan> orphans) {}
}
