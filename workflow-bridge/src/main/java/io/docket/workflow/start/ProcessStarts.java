package io.docket.workflow.start;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.EngineBusy;
import io.docket.workflow.engine.EngineNames;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.memory.Claim;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Needs;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Starts each requested instance once, whatever is repeated or breaks off.
 *
 * <p>Before the engine is asked, the intent is noted; after it answered, the key. A start that finds the key has nothing
 * to do. One that finds only the intent, left by an attempt whose end nobody saw, first {@linkplain Settlement settles}
 * what became of that attempt. Two that run at once are told apart by the intent: only one may write the next.
 *
 * <pre>
 *   broke off before the intent      nothing happened                    -> starts
 *   between intent and creation      intent; the log shows no instance   -> settles, starts
 *   between creation and binding     intent; the log shows the instance  -> settles, finds it bound by the log
 *   after the binding                key                                 -> nothing to do
 * </pre>
 *
 * <p>A process that the engine does not have may be in another partition of the events, a moment behind: the request is
 * parked and started by the {@linkplain #startParked deployment}. It is tried once more after it was parked, for the
 * deployment that came between.
 */
public final class ProcessStarts {
    /** Kind of the incident of a start whose process is not deployed. */
    public static final String PROCESS_MISSING = "process-missing";

    private static final Logger LOG = Logger.getLogger(ProcessStarts.class);
    private static final int MAX_RIVALS = 3;
    private static final BooleanSupplier ALWAYS = () -> true;

    private final Engine engine;
    private final InstanceMemory instances;
    private final Parking parking;
    private final Needs needs;
    private final Settlement settlement;
    private final Incidents incidents;
    private final InstantSource clock;

    /** Starts in the engine. */
    public ProcessStarts(
            Engine engine,
            InstanceMemory instances,
            Parking parking,
            Needs needs,
            Settlement settlement,
            Incidents incidents,
            InstantSource clock) {
        this.engine = engine;
        this.instances = instances;
        this.parking = parking;
        this.needs = needs;
        this.settlement = settlement;
        this.incidents = incidents;
        this.clock = clock;
    }

    /** Returns once the instance runs, or waits for its process. */
    public void start(StartRequest request) {
        try {
            startIf(request, ALWAYS);
        } catch (NotFound e) {
            parking.park(request);
            LOG.infof("parked instance=%s process=%s", request.instance().key(), request.processId());
            startOneParked(request);
        }
    }

    /** Starts what waits for the process. One that is refused is an incident, and waits no more. */
    public void startParked(String tenant, String processId) {
        parking.takeWhile(tenant, processId, this::startOneParked);
    }

    /** False if the process is not there: others would wait for it in vain too. */
    private boolean startOneParked(StartRequest request) {
        try {
            startIf(request, () -> parking.isParked(request.instance()));
            parking.unpark(request.instance());
        } catch (NotFound e) {
            LOG.debugf("still parked instance=%s", request.instance().key());
            return false;
        } catch (Refused e) {
            incidents.raise(
                    request.instance(),
                    ProcessEvent.START,
                    e.code(),
                    String.valueOf(e.getMessage()),
                    request.origin().position(),
                    request.origin().eventId());
            parking.unpark(request.instance());
        }
        return true;
    }

    private void startIf(StartRequest request, BooleanSupplier wanted) {
        InstanceRef instance = request.instance();
        for (int rival = 0; rival < MAX_RIVALS; rival++) {
            switch (instances.claim(instance, clock.instant())) {
                case Claim.Bound _ -> {
                    return;
                }
                case Claim.Fresh _ -> {
                    createIf(request, wanted);
                    return;
                }
                case Claim.InDoubt doubt -> {
                    settlement.await(doubt.since());
                    if (instances.renew(instance, doubt.since(), clock.instant())) {
                        createIf(request, wanted);
                        return;
                    }
                }
            }
        }
        throw new Unavailable("somebody else starts " + instance.key(), null);
    }

    private void createIf(StartRequest request, BooleanSupplier wanted) {
        InstanceRef instance = request.instance();
        long key;
        try {
            if (!wanted.getAsBoolean()) {
                instances.release(instance);
                return;
            }
            ObjectNode variables = StartVariables.of(
                    request, needs.of(instance.tenant(), request.processId()).paths());
            key = engine.create(EngineNames.scoped(instance.tenant(), request.processId()), variables);
        } catch (Refused | EngineBusy e) {
            instances.release(instance);
            throw e;
        }
        instances.bind(instance, key);
    }
}
