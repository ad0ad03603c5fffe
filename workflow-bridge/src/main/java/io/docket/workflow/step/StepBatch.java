package io.docket.workflow.step;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.interim.BeginMessage;
import io.docket.workflow.memory.InstanceMemory.Binding;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.record.EngineRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The steps of each instance in a batch of the engine's log, together as one command {@code record-steps}. Its key is made
 * of the first and the last record, and each step has its position: a step that comes again in another batch changes nothing.
 */
public final class StepBatch {
    private static final String VARIABLE = "VARIABLE/";
    /** A record more, which tells two steps, still goes into a command of 500. */
    private static final int MAX_STEPS = 499;

    private final DataKeys dataKeys;
    private final Map<Long, BeginMessage> begins;
    private final Map<InstanceRef, Steps> steps = new LinkedHashMap<>();

    /** A batch; names of variables are kept between batches. The messages are those that began instances of it, by their keys. */
    public StepBatch(DataKeys dataKeys, Map<Long, BeginMessage> begins) {
        this.dataKeys = dataKeys;
        this.begins = begins;
    }

    /** True if the instance of the record began with a message, and its start event is reached. */
    public static boolean isBegunByMessage(EngineRecord record) {
        return StepRecords.isBegunBy("MESSAGE", record);
    }

    /** Takes in the record of the instance. False if it tells no step. A full command is returned by {@link #full}. */
    public boolean add(Binding binding, EngineRecord record) {
        if (record.kind().startsWith(VARIABLE)) {
            dataKeys.note(record);
            return true;
        }
        List<ObjectNode> told = StepRecords.of(binding, record, dataKeys, begins.get(record.processInstanceKey()));
        if (told.isEmpty()) {
            return false;
        }
        Steps soFar = steps.computeIfAbsent(binding.instance(), key -> new Steps(record, new ArrayList<>()));
        told.forEach(step -> soFar.add(record, step));
        return true;
    }

    /** The command with the steps so far, if they are as many as go into one. */
    public Optional<BridgeCommand> full(InstanceRef instance) {
        Steps told = steps.get(instance);
        return told == null || told.list.size() < MAX_STEPS ? Optional.empty() : take(instance);
    }

    /** The command with the steps so far, if there are any. */
    public Optional<BridgeCommand> take(InstanceRef instance) {
        return Optional.ofNullable(steps.remove(instance)).map(told -> told.command(instance));
    }

    /** The instances with steps that were not taken. */
    public List<InstanceRef> instances() {
        return List.copyOf(steps.keySet());
    }

    private static final class Steps {
        private final EngineRecord first;
        private final List<ObjectNode> list;
        private EngineRecord last;

        Steps(EngineRecord first, List<ObjectNode> list) {
            this.first = first;
            this.list = list;
            this.last = first;
        }

        void add(EngineRecord record, ObjectNode step) {
            last = record;
            list.add(step);
        }

        BridgeCommand command(InstanceRef instance) {
            ObjectNode payload =
                    Json.mapper().createObjectNode().put("processInstanceId", instance.processInstanceId());
            ArrayNode array = payload.putArray("steps");
            list.forEach(array::add);
            return new BridgeCommand(instance.tenant(), "record-steps", first.id() + "-" + last.position(), payload);
        }
    }
}
