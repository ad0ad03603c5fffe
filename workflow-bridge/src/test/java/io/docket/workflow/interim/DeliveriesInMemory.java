package io.docket.workflow.interim;

import io.docket.workflow.memory.InstanceRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Deliveries without Redis. */
public final class DeliveriesInMemory implements Deliveries {
    private final Map<Long, String> payloads = new HashMap<>();
    private final Map<Long, InstanceRef> takers = new HashMap<>();
    private final Map<Long, Long> begins = new HashMap<>();

    @Override
    public Optional<InstanceRef> payload(long messageKey, String payloadKey) {
        payloads.put(messageKey, payloadKey);
        return Optional.ofNullable(takers.get(messageKey));
    }

    @Override
    public Optional<String> taken(long messageKey, InstanceRef instance) {
        takers.putIfAbsent(messageKey, instance);
        return Optional.ofNullable(payloads.get(messageKey));
    }

    @Override
    public void begun(long engineKey, long messageKey) {
        begins.put(engineKey, messageKey);
    }

    @Override
    public OptionalLong beginOf(long engineKey) {
        Long message = begins.get(engineKey);
        return message == null ? OptionalLong.empty() : OptionalLong.of(message);
    }
}
