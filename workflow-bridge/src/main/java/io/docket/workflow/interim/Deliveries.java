package io.docket.workflow.interim;

import io.docket.workflow.memory.InstanceRef;
import java.util.Optional;

/** Which payload a message carries and which instance took it, until both are known; they come in any order. */
public interface Deliveries {
    /** Notes the payload of a message. Returns the instance that took the message, if that is known. */
    Optional<InstanceRef> payload(long messageKey, String payloadKey);

    /** Notes the instance that took a message. Returns the message's payload, if that is known. */
    Optional<String> taken(long messageKey, InstanceRef instance);

    /** Notes which message began an instance of the engine, whose id is not known yet. */
    void begun(long engineKey, BeginMessage message);

    /** The message that began an instance of the engine. */
    Optional<BeginMessage> beginOf(long engineKey);
}
