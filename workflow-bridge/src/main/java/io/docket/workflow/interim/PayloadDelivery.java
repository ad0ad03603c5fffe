package io.docket.workflow.interim;

import io.docket.workflow.memory.InstanceRef;

/**
 * Hands the payload of a message to the instance that took the message, or began with it: the payload goes with that instance. A payload that
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

    /** The message began an instance of the engine: it is told before the instance is. */
    public void begun(long engineKey, long messageKey) {
        deliveries.begun(engineKey, messageKey);
    }

    /** The engine began the instance by itself; if it was for a message, the instance took it. */
    public void adopted(long engineKey, InstanceRef instance) {
        deliveries.beginOf(engineKey).ifPresent(messageKey -> correlated(messageKey, instance));
    }

    /** An instance took the message. */
    public void correlated(long messageKey, InstanceRef instance) {
        deliveries.taken(messageKey, instance).ifPresent(payloadKey -> interim.bind(instance, payloadKey));
    }
}
