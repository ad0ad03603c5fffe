package io.docket.workflow.interim;

import io.docket.workflow.memory.InstanceRef;

/**
 * Hands the payload of a message to the instance that took the message: the payload goes with that instance. A payload that
 * nobody takes is gone after its life.
 */
public final class PayloadDelivery {
    private final Deliveries deliveries;
    private final InterimEvents interim;

    /** Deliveries through the memory. */
    public PayloadDelivery(Deliveries deliveries, InterimEvents interim) {
        this.deliveries = deliveries;
        this.interim = interim;
    }

    /** The engine has the message, whose payload lies under the key. */
    public void published(long messageKey, String payloadKey) {
        deliveries.payload(messageKey, payloadKey).ifPresent(instance -> interim.bind(instance, payloadKey));
    }

    /** An instance took the message. */
    public void correlated(long messageKey, InstanceRef instance) {
        deliveries.taken(messageKey, instance).ifPresent(payloadKey -> interim.bind(instance, payloadKey));
    }
}
