package io.docket.workflow.interim;

import io.docket.contracts.event.InterimRef;
import io.docket.kit.access.Role;
import io.docket.kit.identity.Caller;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.interim.TaskForms.TaskForm;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.signature.Signatures;
import io.docket.workflow.signature.SystemKeys;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes data that somebody brings for a process and keeps it sealed. The answer is the reference that commands name it by.
 * What the platform itself derives (a step of a process, the role engine) and brings unsigned, the platform signs.
 */
public final class Bringing {
    private static final Set<String> MANAGING =
            Set.of(Role.CASE_MANAGER.claim(), Role.INTEGRATION.claim(), Role.ENGINE.claim());

    private final InterimStore store;
    private final TaskLookup tasks;
    private final Vault vault;
    private final Signatures signatures;
    private final SystemKeys systemKeys;
    private final Duration unboundLife;

    /**
     * Data that goes to the store.
     *
     * @param unboundLife how long a start form or payload waits for its instance
     */
    public Bringing(
            InterimStore store,
            TaskLookup tasks,
            Vault vault,
            Signatures signatures,
            SystemKeys systemKeys,
            Duration unboundLife) {
        this.store = store;
        this.tasks = tasks;
        this.vault = vault;
        this.signatures = signatures;
        this.systemKeys = systemKeys;
        this.unboundLife = unboundLife;
    }

    /** The form of a task, in place of an earlier one. */
    public InterimRef taskForm(Caller caller, String token, String taskId, Submission submission) {
        TaskForm form = tasks.find(caller.tenant(), taskId, found -> isHeldBy(caller, found))
                .orElseThrow(() -> new Refused("not-found", "there is no task " + taskId + " of a process"));
        if (form.ended()) {
            throw new Refused("task-ended", "the task is completed or cancelled");
        }
        if (!isHeldBy(caller, form)) {
            throw new Refused("not-assigned", "the task is assigned to " + form.assignee());
        }
        Submission signed = signed(caller, submission);
        return kept(
                store.put(
                        form.instance(),
                        form.key(),
                        SealedSubmission.seal(vault, caller.tenant(), form.key(), signed, token)),
                form.key(),
                signed);
    }

    private static boolean isHeldBy(Caller caller, TaskForm form) {
        String assignee = form.assignee();
        return assignee == null
                || assignee.equals(caller.user())
                || caller.roles().stream().anyMatch(MANAGING::contains);
    }

    /** A form that an instance is to be started with. */
    public InterimRef startForm(Caller caller, String token, String processId, Submission submission) {
        String key = InterimKeys.startForm(processId, UUID.randomUUID().toString());
        return unbound(caller, key, token, signed(caller, submission));
    }

    /** The payload that somebody brings for a message to an instance of the process; it has neither token nor signature. */
    public InterimRef payload(Caller caller, String processId, Submission submission) {
        String key = InterimKeys.startMessage(processId, UUID.randomUUID().toString());
        return unbound(caller, key, null, new Submission(submission.data(), null));
    }

    /**
     * What a step of an instance derived, under the signature that came with it or else the platform's. The step that is
     * repeated gets the reference of what it brought first.
     *
     * @param elementId the step in the diagram
     * @param stepId the same for each repetition of the step, another one for each other step
     */
    public InterimRef derived(InstanceRef instance, String elementId, String stepId, Submission submission) {
        String key = InterimKeys.taskForm(instance.processInstanceId(), elementId, stepId);
        Submission signed = signedAtLeastByUs(submission);
        return keptOnce(
                instance.tenant(),
                store.putNew(instance, key, SealedSubmission.seal(vault, instance.tenant(), key, signed, null)),
                key,
                signed);
    }

    /** The same as the payload of a message to an instance of the process. */
    public InterimRef derivedPayload(String tenant, String processId, String stepId, Submission submission) {
        String key = InterimKeys.startMessage(processId, stepId);
        Submission signed = signedAtLeastByUs(submission);
        return keptOnce(
                tenant,
                store.putUnbound(tenant, key, SealedSubmission.seal(vault, tenant, key, signed, null), unboundLife),
                key,
                signed);
    }

    private InterimRef keptOnce(String tenant, InterimStore.Outcome outcome, String key, Submission submission) {
        if (outcome != InterimStore.Outcome.TAKEN) {
            return kept(outcome, key, submission);
        }
        Map<String, String> fields = store.get(key);
        if (fields.isEmpty()) {
            throw new Unavailable("what the step brought before is just being removed", null);
        }
        return SealedSubmission.reference(key, SealedSubmission.open(vault, tenant, key, fields));
    }

    private InterimRef unbound(Caller caller, String key, @Nullable String token, Submission submission) {
        return kept(
                store.putUnbound(
                        caller.tenant(),
                        key,
                        SealedSubmission.seal(vault, caller.tenant(), key, submission, token),
                        unboundLife),
                key,
                submission);
    }

    private Submission signed(Caller caller, Submission submission) {
        if (submission.signature() != null) {
            signatures.requireValid(submission.data(), submission.signature());
            return submission;
        }
        return caller.roles().contains(Role.ENGINE.claim()) ? signedByUs(submission) : submission;
    }

    private Submission signedAtLeastByUs(Submission submission) {
        if (submission.signature() == null) {
            return signedByUs(submission);
        }
        signatures.requireValid(submission.data(), submission.signature());
        return submission;
    }

    private Submission signedByUs(Submission submission) {
        return new Submission(
                submission.data(), systemKeys.sign(submission.data()).orElse(null));
    }

    private static InterimRef kept(InterimStore.Outcome outcome, String key, Submission submission) {
        return switch (outcome) {
            case DONE -> SealedSubmission.reference(key, submission);
            case ENDED -> throw new Refused("process-ended", "the process instance is over");
            case UNKNOWN -> throw new Refused("not-found", "the process instance is not known");
            case FOREIGN -> throw new Refused("key-taken", "another tenant has a process instance with this id");
            case GONE, TAKEN -> throw new Refused("key-taken", "the key is taken");
        };
    }
}
