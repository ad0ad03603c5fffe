package io.docket.workflow.interim;

import io.docket.contracts.event.MessageEvent;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Hands the payload of a message to the instance that took the message, or began with it: the payload goes with that
 * instance. A payload that nobody takes is gone after its life, which begins anew when its message stops to wait.
 */
public final class PayloadDelivery {
    private final Deliveries deliveries;
    private final InterimEvents interim;
    private final InstantSource clock;

    /** Deliveries through the memory. */
    public PayloadDelivery(Deliveries deliveries, InterimEvents interim, InstantSource clock) {
        this.deliveries = deliveries;
        this.interim = interim;
        this.clock = clock;
    }

    /**
     * The engine is about to get the message, which waits from now on. Refused if its payload is gone, or another message has
     * it: who takes the message could not read it.
     *
     * @param commandId the command that published it
     */
    public void publishing(String tenant, String commandId, MessageEvent.Published message) {
        switch (interim.waits(tenant, commandId, message, clock.instant())) {
            case DONE -> {}
            case TAKEN ->
                throw new Refused("interim-data-taken", "another message has the payload; bring it again for this one");
            case GONE, FOREIGN, ENDED, UNKNOWN ->
                throw new Refused("interim-data-gone", "the payload of the message is gone; bring it again");
        }
    }

    /** The engine has the message, whose payload lies under the key. */
    public void published(long messageKey, String payloadKey) {
        deliveries.payload(messageKey, payloadKey).ifPresent(instance -> interim.bind(instance, payloadKey));
    }

    /** The message began an instance of the engine: it is told before the instance is. */
    public void begun(long engineKey, BeginMessage message) {
        deliveries.begun(engineKey, message);
    }

    /** The engine began the instance by itself; if it was for a message, the instance took it. */
    public void adopted(long engineKey, InstanceRef instance) {
        beginOf(engineKey).ifPresent(message -> correlated(message.key(), instance));
    }

    /** The message that began the instance of the engine; empty if none did. */
    public Optional<BeginMessage> beginOf(long engineKey) {
        return deliveries.beginOf(engineKey);
    }

    /** An instance took the message. */
    public void correlated(long messageKey, InstanceRef instance) {
        deliveries.taken(messageKey, instance).ifPresent(payloadKey -> interim.bind(instance, payloadKey));
    }
}
