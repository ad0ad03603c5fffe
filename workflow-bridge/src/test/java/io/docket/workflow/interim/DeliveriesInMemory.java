package io.docket.workflow.interim;

import io.docket.workflow.memory.InstanceRef;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Deliveries without Redis. */
public final class DeliveriesInMemory implements Deliveries {
    private final Map<Long, String> payloads = new HashMap<>();
    private final Map<Long, InstanceRef> takers = new HashMap<>();

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
}
