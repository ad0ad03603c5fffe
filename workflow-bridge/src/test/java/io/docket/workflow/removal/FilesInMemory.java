package io.docket.workflow.removal;

import io.docket.workflow.retry.Unavailable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The files of tasks and what the views say, without the services; they can be away. */
public final class FilesInMemory implements TaskFiles, FiledTasks, TaskEnds {
    private static final int PAGE = 2;

    public final Set<String> filed = new TreeSet<>();
    public final Set<String> over = new HashSet<>();
    public final Set<String> awayFor = new HashSet<>();

    @Override
    public void removeOf(String tenant, String taskId) {
        filed.remove(tenant + "/" + taskId);
    }

    @Override
    public List<String> after(String tenant, String after) {
        if (awayFor.contains(tenant)) {
            throw new Unavailable("the files are away", null);
        }
        return filed.stream()
                .filter(file -> file.startsWith(tenant + "/"))
                .map(file -> file.substring(tenant.length() + 1))
                .filter(task -> task.compareTo(after) > 0)
                .limit(PAGE)
                .toList();
    }

    @Override
    public boolean isProcessOver(String tenant, String taskId) {
        return over.contains(tenant + "/" + taskId);
    }
}
