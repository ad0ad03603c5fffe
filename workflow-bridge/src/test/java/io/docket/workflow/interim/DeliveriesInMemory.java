package io.docket.workflow.interim;

import io.docket.workflow.memory.InstanceRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Deliveries without Redis. */
public final class DeliveriesInMemory implements Deliveries {
    private final Map<Long, String> payloads = new HashMap<>();
    private final Map<Long, InstanceRef> takers = new HashMap<>();
    private final Map<Long, BeginMessage> begins = new HashMap<>();

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
    public void begun(long engineKey, BeginMessage message) {
        begins.put(engineKey, message);
    }

    @Override
    public Optional<BeginMessage> beginOf(long engineKey) {
        return Optional.ofNullable(begins.get(engineKey));
    }
}
