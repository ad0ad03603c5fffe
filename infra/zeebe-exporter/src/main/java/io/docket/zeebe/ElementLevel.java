package io.docket.zeebe;

import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.BpmnElementType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How much of an instance's way through its diagram leaves the broker. */
enum ElementLevel {
    /** Nothing of its elements. */
    NONE,
    /** Activities and events: what people see as steps. */
    IMPORTANT,
    /** Gateways, the bodies of loops and the flows that were taken too. */
    ALL;

    private static final Set<ProcessInstanceIntent> STEPS = EnumSet.of(
            ProcessInstanceIntent.ELEMENT_ACTIVATED,
            ProcessInstanceIntent.ELEMENT_COMPLETED,
            ProcessInstanceIntent.ELEMENT_TERMINATED,
            ProcessInstanceIntent.ELEMENT_MIGRATED,
            ProcessInstanceIntent.SEQUENCE_FLOW_TAKEN);
    private static final Set<BpmnElementType> IN_BETWEEN = EnumSet.of(
            BpmnElementType.EXCLUSIVE_GATEWAY,
            BpmnElementType.PARALLEL_GATEWAY,
            BpmnElementType.INCLUSIVE_GATEWAY,
            BpmnElementType.EVENT_BASED_GATEWAY,
            BpmnElementType.MULTI_INSTANCE_BODY,
            BpmnElementType.SEQUENCE_FLOW);

    /** The level of that name, in any case. */
    static ElementLevel of(String name) {
        return Arrays.stream(values())
                .filter(level -> level.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("elements is not one of "
                        + Arrays.stream(values())
                                .map(level -> level.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ": " + name));
    }

    /** True if what happened to an element of that type leaves the broker. */
    boolean accepts(BpmnElementType type, Intent intent) {
        return this != NONE
                && intent instanceof ProcessInstanceIntent step
                && STEPS.contains(step)
                && type != BpmnElementType.UNSPECIFIED
                && (this == ALL || !IN_BETWEEN.contains(type));
    }
}
