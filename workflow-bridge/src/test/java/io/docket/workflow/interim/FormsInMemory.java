package io.docket.workflow.interim;

import io.docket.workflow.memory.InstanceRef;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Forms of tasks without Redis. */
public final class FormsInMemory implements TaskForms {
    private final Map<String, TaskForm> forms = new LinkedHashMap<>();

    /** All of them, by tenant and task. */
    public Map<String, TaskForm> all() {
        return forms;
    }

    /** All is forgotten. */
    public void lose() {
        forms.clear();
    }

    @Override
    public synchronized void created(InstanceRef instance, String taskId, String taskDefinitionKey, boolean repeated) {
        String id = instance.processInstanceId();
        String key = repeated
                ? InterimKeys.taskForm(id, taskDefinitionKey, taskId)
                : InterimKeys.taskForm(id, taskDefinitionKey);
        forms.putIfAbsent(instance.tenant() + "/" + taskId, new TaskForm(instance, key, null, false));
    }

    @Override
    public synchronized void assigned(String tenant, String taskId, @Nullable String assignee) {
        forms.computeIfPresent(
                tenant + "/" + taskId, (id, form) -> new TaskForm(form.instance(), form.key(), assignee, form.ended()));
    }

    @Override
    public synchronized void ended(String tenant, String taskId) {
        forms.computeIfPresent(
                tenant + "/" + taskId, (id, form) -> new TaskForm(form.instance(), form.key(), form.assignee(), true));
    }

    @Override
    public synchronized Optional<TaskForm> find(String tenant, String taskId) {
        return Optional.ofNullable(forms.get(tenant + "/" + taskId));
    }

    @Override
    public synchronized Set<String> tasksOf(InstanceRef instance) {
        return forms.entrySet().stream()
                .filter(form -> form.getValue().instance().equals(instance))
                .map(form -> form.getKey().substring(instance.tenant().length() + 1))
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized void forget(InstanceRef instance) {
        forms.values().removeIf(form -> form.instance().equals(instance));
    }
}
