package io.docket.workflow.interim;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.docket.contracts.event.InterimRef;
import io.docket.workflow.encryption.Tampered;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.signature.Signatures;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads data back, and says whether it is what a reference promises. */
public final class Checking {
    private final InterimStore store;
    private final TaskForms forms;
    private final Vault vault;
    private final Signatures signatures;

    /** Data out of the store. */
    public Checking(InterimStore store, TaskForms forms, Vault vault, Signatures signatures) {
        this.store = store;
        this.forms = forms;
        this.vault = vault;
        this.signatures = signatures;
    }

    /**
     * The data under a key.
     *
     * @throws Refused {@code not-found} if the tenant has none there
     * @throws io.docket.workflow.encryption.Tampered if it was altered where it lies
     */
    public Submission read(String tenant, String key) {
        Map<String, String> fields = InterimKeys.isData(key) ? store.get(key) : Map.of();
        if (fields.isEmpty() || !fields.getOrDefault(SealedSubmission.DATA, "").startsWith(Vault.prefix(tenant))) {
            throw new Refused("not-found", "there is no interim data " + key);
        }
        return SealedSubmission.open(vault, tenant, key, fields);
    }

    /**
     * The data under a key, for a step of the instance that it belongs to; empty while it belongs to nobody yet, as a payload
     * does until its message is known to be taken.
     *
     * @throws Refused {@code interim-data-foreign} if it is another instance's, {@code interim-data-gone} if the tenant has none there,
     *     {@code invalid-signature} if its signature does not fit
     */
    public Optional<Submission> ofInstance(InstanceRef reader, String key) {
        Optional<InstanceRef> owner = store.ownerOf(key);
        if (owner.isPresent() && !owner.get().equals(reader)) {
            throw new Refused("interim-data-foreign", key + " belongs to another process instance");
        }
        Submission found;
        try {
            found = read(reader.tenant(), key);
        } catch (Tampered e) {
            throw e;
        } catch (Refused e) {
            throw new Refused("interim-data-gone", String.valueOf(e.getMessage()));
        }
        if (found.signature() != null) {
            signatures.requireValid(found.data(), found.signature());
        }
        return owner.map(_ -> found);
    }

    /** The form of a task, as far as it was brought. */
    public Submission taskForm(String tenant, String taskId) {
        return read(
                tenant,
                forms.find(tenant, taskId)
                        .orElseThrow(() -> new Refused("not-found", "there is no task " + taskId + " of a process"))
                        .key());
    }

    /**
     * Returns the data if a command may use it in this way: it belongs to the task or process that the command is about, is
     * exactly what the reference says, and its signature, if it has one, is valid. The command has it then: until the bridge has read the
     * command's event, and so knows for good whose it is, no other command may use it. The same command may any number of times.
     * The form of a task is for its task alone anyway.
     *
     * @param commandId the command
     * @param time how long no other command may
     * @throws Reserved while another command that is under way has it
     * @throws Refused {@code interim-data-taken} if it is another command's for good
     */
    public Submission take(String tenant, Use use, String id, InterimRef reference, String commandId, Duration time) {
        Submission found = named(tenant, use, id, reference);
        if (use == Use.COMPLETE_TASK) {
            return found;
        }
        return switch (store.reserve(tenant, reference.key(), taker(tenant, commandId), time)) {
            case DONE -> found;
            case TAKEN, ENDED, UNKNOWN ->
                throw new Refused("interim-data-taken", "the data was used by another command");
            case GONE, FOREIGN -> throw new Refused("not-found", "there is no interim data " + reference.key());
        };
    }

    /** How a command is named that takes data. */
    static String taker(String tenant, String commandId) {
        return tenant + "/" + commandId;
    }

    private Submission named(String tenant, Use use, String id, InterimRef reference) {
        requirePlace(tenant, use, id, reference.key());
        Submission found = read(tenant, reference.key());
        if (!SealedSubmission.reference(reference.key(), found).equals(reference)) {
            throw new Refused("interim-data-mismatch", "the data is not what the reference says");
        }
        if (found.signature() != null) {
            signatures.requireValid(found.data(), found.signature());
        }
        return found;
    }

    private void requirePlace(String tenant, Use use, String id, String key) {
        boolean fits = switch (use) {
            case COMPLETE_TASK ->
                forms.find(tenant, id).map(form -> form.key().equals(key)).orElse(false);
            case START_PROCESS -> InterimKeys.processOfStartForm(key).equals(Optional.of(id));
            case PUBLISH_MESSAGE -> InterimKeys.processOfStartMessage(key).isPresent();
        };
        if (!fits) {
            throw new Refused("interim-data-mismatch", "the key does not belong to " + id);
        }
    }

    /** What a command does with data. */
    public enum Use {
        /** Completes the task whose form it is. */
        @JsonProperty("complete-task")
        COMPLETE_TASK,
        /** Starts the process that it is a start form of. */
        @JsonProperty("start-process")
        START_PROCESS,
        /** Sends it as the payload of a message, whichever that is. */
        @JsonProperty("publish-message")
        PUBLISH_MESSAGE
    }
}
