package io.docket.eventstore.axon;

import io.docket.contracts.envelope.EventEnvelope;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** The two forms of an event, Axon's message and the envelope. Axon numbers from 0, the log from 1. */
interface EventForm {
    /**
     * The envelope of a message.
     *
     * @throws IllegalArgumentException if the message lacks what this form needs
     */
    EventEnvelope write(EventMessage<?> message, String root);

    /** The parts of the message behind an envelope. */
    Parts read(EventEnvelope event);

    /** Name of the stream of an aggregate. */
    String streamOf(String aggregateId);

    /**
     * What Axon knows of an event.
     *
     * @param aggregateType type of its aggregate; {@code null} if the event is of no aggregate
     * @param aggregateId identifier of its aggregate; {@code null} if the event is of no aggregate
     * @param metaData its metadata
     * @param payload its payload as the type mapping wrote it
     */
    record Parts(@Nullable String aggregateType, @Nullable String aggregateId, MetaData metaData, byte[] payload) {}
}
