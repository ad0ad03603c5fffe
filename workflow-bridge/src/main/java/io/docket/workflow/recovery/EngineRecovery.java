package io.docket.workflow.recovery;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.ProcessDefinitionEvent.Deployed;
import io.docket.contracts.event.ProcessDefinitionEvent.ResourcesDeployed;
import io.docket.workflow.command.Commands;
import io.docket.workflow.definition.DeploymentRef;
import io.docket.workflow.definition.Deployments;
import io.docket.workflow.engine.Engine;
import io.docket.workflow.events.Effects;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.incident.Incidents;
import io.docket.workflow.rebuild.Logs;
import io.docket.workflow.rebuild.MemoryRebuild;
import io.docket.workflow.rebuild.Rebuilt;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.schedule.LostTimers;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Makes an engine without data one that the platform can work with: before anything else is done with it, every
 * definition of the log is deployed again in order, the memory is made anew, what ran in the engine before is told, and the
 * schedules get their timers.
 *
 * <pre>
 *   no mark ── a place in its log is marked ── definitions ── memory ── lost instances told ── timers ── mark ── waiting starts
 * </pre>
 *
 * What breaks off in between finds no mark and begins again; each command has the same key then.
 */
public final class EngineRecovery {
    private static final Logger LOG = Logger.getLogger(EngineRecovery.class);
    private static final String LANE = "engine";

    private final Engine engine;
    private final Logs logs;
    private final Deployments deployments;
    private final MemoryRebuild rebuild;
    private final LostInstances lost;
    private final LostTimers timers;
    private final Persistence persistence;
    private volatile boolean known;

    /** A recovery from the log. */
    public EngineRecovery(
            Engine engine,
            Logs logs,
            Deployments deployments,
            MemoryRebuild rebuild,
            LostTimers timers,
            Commands commands,
            Incidents incidents,
            Persistence persistence) {
        this.engine = engine;
        this.logs = logs;
        this.deployments = deployments;
        this.rebuild = rebuild;
        this.lost = new LostInstances(commands, incidents);
        this.timers = timers;
        this.persistence = persistence;
    }

    /** Returns when the engine is one that was set up, however long that takes. Asked before each batch of its log. */
    public void ensureKnown() {
        if (!known) {
            persistence.until(LANE, "recovery", this::requireKnown);
        }
    }

    /**
     * The same in one attempt. Asked before each batch of the events.
     *
     * @throws io.docket.workflow.retry.Unavailable if the engine, or what it is set up from, is not there
     */
    public void requireKnown() {
        if (!known) {
            check();
        }
    }

    /** Looks whether the engine is still the one that was set up, and sets it up if it is not; in one attempt too. */
    public void check() {
        if (!EngineMark.isIn(engine)) {
            known = false;
            setUp();
        }
        known = true;
    }

    private synchronized void setUp() {
        if (!EngineMark.isIn(engine)) {
            recover();
        }
    }

    private void recover() {
        LOG.warnf("the engine has no data of ours: it is set up from the log");
        Map<Integer, Long> handled = logs.handledOffsets();
        String fence = UUID.randomUUID().toString();
        int partitions = engine.partitions();
        for (int partition = 0; partition < partitions; partition++) {
            engine.fence(fence, Integer.toString(partition));
        }
        String history = rebuild.forgetEngine();
        timers.setUp();
        logs.events(event -> {
            if (event.offset() < handled.getOrDefault(event.partition(), 0L)) {
                deploy(event);
            }
        });
        Rebuilt rebuilt = rebuild.rebuildForNewEngine();
        lost.report(rebuilt);
        timers.restart();
        rebuild.requireLasting(history);
        EngineMark.put(engine);
        LOG.warnf(
                "the engine is set up lost=%d waiting=%d",
                rebuilt.running().size(), rebuilt.open().size());
        rebuild.startLater(rebuilt);
    }

    private void deploy(LoggedEvent logged) {
        EventEnvelope envelope = logged.envelope();
        DeploymentRef ref =
                new DeploymentRef(envelope.tenant(), envelope.subject().id(), envelope.sequence(), envelope.id());
        try {
            switch (Effects.read(envelope)) {
                case Deployed deployed -> deployments.deploy(ref, deployed);
                case ResourcesDeployed deployed -> deployments.deployResources(ref, deployed.resources());
                default -> {}
            }
        } catch (Refused e) {
            LOG.warnf("not deployed again definition=%s error=\"%s\"", ref.definitionId(), e.getMessage());
        }
    }
}
