package io.docket.workflow.incident;

import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.TaskMemory;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Tells of effects that cannot be carried out for long, because the engine is away or for any other reason that may pass: as an
 * incident of the instance whose effect it is. Only the effect that a lane is at is told, not the thousands behind it.
 *
 * <p>The incident's own event stands in the log behind the event whose effect waits, in the same root, and those are read in order:
 * when it comes to have an effect itself, the other has had its own, and the incident is over. So nothing has to be remembered
 * of it, whatever dies in between.
 *
 * <pre>
 *   event ── waits ──> incident raised, once ── the engine is back ──> effect ── the incident's event is read ──> resolved
 * </pre>
 *
 * A message, a deployment or a schedule has no instance that could have an incident: health and metrics tell of it. Nor is there an
 * incident of an incident.
 */
public final class WaitingEffects {
    /** Kind of these incidents. */
    public static final String KIND = "effect-waiting";

    private static final Logger LOG = Logger.getLogger(WaitingEffects.class);
    private static final String INCIDENT = EventCatalog.typeOf(ProcessEvent.IncidentRaised.class);
    private static final String ID = "waiting-";
    private static final String MESSAGE =
            ": not carried out yet, and tried until it is; the health of workflow-bridge tells why it waits";

    private final Incidents incidents;
    private final TaskMemory tasks;
    private final Duration patience;

    /**
     * Waiting that is told as incidents.
     *
     * @param patience how long an effect may wait without being one
     */
    public WaitingEffects(Incidents incidents, TaskMemory tasks, Duration patience) {
        this.incidents = incidents;
        this.tasks = tasks;
        this.patience = patience;
    }

    /** To be told how long the effect of the event waits. */
    public Consumer<Duration> watch(LoggedEvent waiting) {
        return new Watch(() -> tell(waiting));
    }

    /** To be told how long these events wait before the first is tried: of each tenant the first that has an instance is told. */
    public Consumer<Duration> watch(Supplier<List<LoggedEvent>> waiting) {
        return new Watch(() -> {
            Set<String> told = new HashSet<>();
            for (LoggedEvent event : waiting.get()) {
                if (!told.contains(event.envelope().tenant()) && tell(event)) {
                    told.add(event.envelope().tenant());
                }
            }
        });
    }

    /**
     * What was before the incident in the log has had its effect.
     *
     * @param cause id of the event
     */
    public void passed(InstanceRef instance, ProcessEvent.IncidentRaised raised, String cause) {
        if (raised.kind().equals(KIND)) {
            incidents.resolve(instance, raised.incidentId(), cause);
        }
    }

    /** Says the same however often: the words do not depend on the moment. False if there is no instance to tell it of. */
    private boolean tell(LoggedEvent waiting) {
        Optional<InstanceRef> instance = instance(waiting);
        instance.ifPresent(found -> incidents.raiseOfRecord(
                found,
                ID + waiting.envelope().id(),
                KIND,
                waiting.envelope().type() + MESSAGE,
                "",
                waiting.envelope().id()));
        return instance.isPresent();
    }

    private Optional<InstanceRef> instance(LoggedEvent waiting) {
        String tenant = waiting.envelope().tenant();
        String id = waiting.envelope().subject().id();
        if (waiting.envelope().type().equals(INCIDENT)) {
            return Optional.empty();
        }
        return switch (waiting.envelope().subject().entity()) {
            case "process" -> Optional.of(new InstanceRef(tenant, id));
            case "task" -> tasks.processInstanceId(tenant, id).map(process -> new InstanceRef(tenant, process));
            default -> Optional.empty();
        };
    }

    /** Tells once; where that fails too, after the next attempt again. */
    private final class Watch implements Consumer<Duration> {
        private final Runnable tell;
        private boolean told;

        Watch(Runnable tell) {
            this.tell = tell;
        }

        @Override
        public void accept(Duration waited) {
            if (told || waited.compareTo(patience) < 0) {
                return;
            }
            try {
                tell.run();
                told = true;
            } catch (RuntimeException e) {
                LOG.debugf("waiting not told error=\"%s\"", e);
            }
        }
    }
}
