package io.docket.workflow.interim;

import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.workflow.interim.InterimStore.Outcome;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.removal.RemovalQueue;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.start.ProcessStarts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** What the log means for interim data: whose it is, where it goes, and when it is to be gone. Bears a repetition. */
public final class InterimEvents {
    private static final Logger LOG = Logger.getLogger(InterimEvents.class);

    private final InterimStore store;
    private final TaskForms forms;
    private final RemovalQueue removals;
    private final Duration unboundLife;
    private final InstantSource clock;

    /**
     * Told to these.
     *
     * @param unboundLife how long data waits for an instance
     */
    public InterimEvents(
            InterimStore store, TaskForms forms, RemovalQueue removals, Duration unboundLife, InstantSource clock) {
        this.store = store;
        this.forms = forms;
        this.removals = removals;
        this.unboundLife = unboundLife;
        this.clock = clock;
    }

    /** An event of an instance; asked for a start before the engine is. */
    public void on(InstanceRef instance, ProcessEvent event) {
        switch (event) {
            case ProcessEvent.Requested requested -> {
                if (requested.form() != null) {
                    bind(instance, requested.form().key());
                }
            }
            case ProcessEvent.Completed _, ProcessEvent.Terminated _ -> removals.add(instance, clock.instant());
            case ProcessEvent.IncidentRaised raised -> {
                if (isRefusedStart(raised)) {
                    store.release(instance, unboundLife);
                }
            }
            case ProcessEvent.Started _,
                    ProcessEvent.CancelRequested _,
                    ProcessEvent.IncidentRetryRequested _,
                    ProcessEvent.IncidentResolved _,
                    ProcessEvent.MigrationRequested _,
                    ProcessEvent.Migrated _,
                    ProcessEvent.StepsCut _,
                    ProcessEvent.Step _ -> {}
        }
    }

    /** A start that waits for its process goes on by itself, one that an engine lost has begun. */
    private static boolean isRefusedStart(ProcessEvent.IncidentRaised raised) {
        return raised.incidentId().equals(ProcessEvent.START)
                && !raised.kind().equals(ProcessEvent.ENGINE_LOST)
                && !raised.kind().equals(ProcessStarts.PROCESS_MISSING);
    }

    /**
     * A message waits for a process: its payload is for no other message, and waits as long, and for its life after that, in case that the engine or its log
     * is late. A command that has only reserved the payload loses it: it may be rejected yet, and this one was accepted.
     *
     * @param commandId the command that published it
     * @param since when the message begins to wait, as far as is known
     */
    public Outcome waits(String tenant, String commandId, MessageEvent.Published message, Instant since) {
        if (message.payload() == null) {
            return Outcome.DONE;
        }
        String key = message.payload().key();
        Instant until = since.plus(Duration.parse(message.timeToLive())).plus(unboundLife);
        Outcome taken =
                store.take(tenant, key, Checking.taker(tenant, commandId), Duration.between(clock.instant(), until));
        return taken == Outcome.DONE ? store.extend(tenant, key, until) : taken;
    }

    /**
     * A start is tried, for the first time or again. Refused if another instance has its form, or if that is gone, as when nobody
     * tried for long: an instance does not begin without what it was asked for with.
     */
    public void require(InstanceRef instance, ProcessEvent.Requested requested) {
        if (requested.form() != null) {
            switch (store.bind(instance, requested.form().key())) {
                case DONE, ENDED -> {}
                case TAKEN ->
                    throw new Refused(
                            "interim-data-taken",
                            "another instance has the form to start with; start another with its own");
                case GONE, FOREIGN, UNKNOWN ->
                    throw new Refused("interim-data-gone", "the form to start with is gone; start another instance");
            }
        }
    }

    /** The data belongs to the instance from now on, and goes with it. */
    public void bind(InstanceRef instance, String key) {
        switch (store.bind(instance, key)) {
            case DONE -> {}
            case ENDED -> removals.add(instance, clock.instant());
            case GONE, FOREIGN, TAKEN, UNKNOWN -> LOG.warnf("not bound instance=%s key=%s", instance.key(), key);
        }
    }

    /** The instance was over long ago: nothing has to be known of its tasks any more. */
    public void forget(InstanceRef instance) {
        forms.forget(instance);
    }

    /** An event of a task that a process made. */
    public void on(String tenant, String taskId, TaskEvent event) {
        switch (event) {
            case TaskEvent.Created created -> created(tenant, taskId, created);
            case TaskEvent.Claimed claimed -> forms.assigned(tenant, taskId, claimed.assignee());
            case TaskEvent.Assigned assigned -> forms.assigned(tenant, taskId, assigned.assignee());
            case TaskEvent.Released _ -> forms.assigned(tenant, taskId, null);
            case TaskEvent.Completed _, TaskEvent.Cancelled _ -> forms.ended(tenant, taskId);
            case TaskEvent.DraftSaved _, TaskEvent.Failed _, TaskEvent.Resumed _ -> {}
        }
    }

    private void created(String tenant, String taskId, TaskEvent.Created created) {
        String definition = created.taskDefinitionKey();
        String process = created.processInstanceId();
        if (definition != null && process != null) {
            forms.created(
                    new InstanceRef(tenant, process), taskId, definition, Boolean.TRUE.equals(created.repeated()));
            forms.assigned(tenant, taskId, created.assignee());
        }
    }
}
