package io.docket.workflow.record;

import io.docket.workflow.engine.Engine;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.incident.IncidentCommands;
import io.docket.workflow.instance.ForeignInstances;
import io.docket.workflow.instance.InstanceCommands;
import io.docket.workflow.interim.BeginMessage;
import io.docket.workflow.interim.PayloadDelivery;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.InstanceMemory.Binding;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.message.MessageIds;
import io.docket.workflow.start.StartVariables;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What the engine's log tells about which instance is whose and took which message, and the marks in it: a mark that has
 * passed proves that all before it is known.
 */
public final class InstanceBindings {
    private static final Logger LOG = Logger.getLogger(InstanceBindings.class);
    private static final String CREATED = "PROCESS_INSTANCE_CREATION/CREATED";
    private static final String ACTIVATED = "PROCESS_INSTANCE/ELEMENT_ACTIVATED";
    private static final String PUBLISHED = "MESSAGE/PUBLISHED";
    private static final String CORRELATED = "PROCESS_MESSAGE_SUBSCRIPTION/CORRELATED";
    private static final String BEGUN = "MESSAGE_START_EVENT_SUBSCRIPTION/CORRELATED";

    private final Engine engine;
    private final InstanceMemory instances;
    private final PayloadDelivery payloads;
    private final Progress progress;

    /** Bindings that go to the memory. */
    public InstanceBindings(Engine engine, InstanceMemory instances, PayloadDelivery payloads, Progress progress) {
        this.engine = engine;
        this.instances = instances;
        this.payloads = payloads;
        this.progress = progress;
    }

    /** Takes in what the record tells, in the order of the log. */
    public void note(EngineRecord record) {
        note(record, new HashMap<>());
    }

    /** The same, where it is known already whose some instances are, by their keys in the engine; adds those that it gets to know. */
    void note(EngineRecord record, Map<Long, Binding> known) {
        switch (record.kind()) {
            case CREATED ->
                StartVariables.instanceIn(record.value().path("variables"))
                        .filter(instance -> bind(instance, record))
                        .ifPresent(instance -> known.put(record.processInstanceKey(), new Binding(instance, null)));
            case ACTIVATED -> {
                if (record.callerKey() > 0 && record.isOfProcess()) {
                    instances.adopt(record.processInstanceKey(), record.callerKey(), record.text("bpmnProcessId"));
                } else {
                    began(record, known);
                }
            }
            case BEGUN ->
                payloads.begun(
                        record.processInstanceKey(),
                        new BeginMessage(
                                record.number("messageKey"),
                                record.text("messageName"),
                                record.text("correlationKey")));
            case InstanceCommands.COMPLETED, InstanceCommands.TERMINATED -> {
                if (record.callerKey() > 0 && record.isOfProcess()) {
                    instances.calledEnded(record.processInstanceKey());
                }
            }
            case IncidentCommands.ABANDONED ->
                instances
                        .instance(record.processInstanceKey())
                        .ifPresent(binding -> instances.abandoned(binding.instance()));
            case PUBLISHED ->
                MessageIds.parse(record.text("messageId")).ifPresent(message -> {
                    instances.bind(message, record.key());
                    instances.ended(message);
                });
            case CORRELATED ->
                instances
                        .instance(record.processInstanceKey())
                        .ifPresent(binding -> payloads.correlated(record.number("messageKey"), binding.instance()));
            case InstanceCommands.MIGRATED -> {
                if (record.isOfProcess()) {
                    instances
                            .instance(record.processInstanceKey())
                            .filter(binding -> !binding.called())
                            .ifPresent(binding ->
                                    instances.migrated(binding.instance(), record.number("processDefinitionKey")));
                }
            }
            default -> {}
        }
    }

    /** True for a mark in the log. */
    static boolean isMark(EngineRecord record) {
        return record.kind().equals(PUBLISHED) && record.text("name").equals(Engine.FENCE);
    }

    /** The mark has passed: all that the log tells before it is noted, for good. */
    void passed(EngineRecord mark) {
        progress.fencePassed(mark.text("messageId"), mark.partition());
    }

    /** The message that began the instance of the engine; empty if none did. */
    Optional<BeginMessage> beginOf(long engineKey) {
        return payloads.beginOf(engineKey);
    }

    /** An instance that nobody asked for is known by its first record; told again, it is told whose payload it has again. */
    private void began(EngineRecord record, Map<Long, Binding> known) {
        long key = record.processInstanceKey();
        ForeignInstances.of(record).ifPresent(instance -> {
            Optional<InstanceRef> bound = Optional.ofNullable(known.get(key))
                    .or(() -> instances.instance(key))
                    .map(Binding::instance);
            if (bound.isEmpty()) {
                bind(instance, record);
            }
            if (bound.isEmpty() || bound.get().equals(instance)) {
                payloads.adopted(key, instance);
            }
        });
    }

    /** False if another one of the engine is known for the instance already. */
    private boolean bind(InstanceRef instance, EngineRecord record) {
        long key = record.processInstanceKey();
        long first = instances.bind(instance, key);
        if (first != key) {
            LOG.warnf("second instance cancelled instance=%s engineKey=%d first=%d", instance.key(), key, first);
            try {
                engine.cancel(key);
            } catch (NotFound e) {
                LOG.debugf("second instance is gone engineKey=%d", key);
            }
        }
        return first == key;
    }
}
