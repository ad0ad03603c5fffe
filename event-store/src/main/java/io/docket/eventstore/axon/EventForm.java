package io.docket.eventstore.axon;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.EventStore;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/** The two forms of an event, Axon's message and the envelope. Axon numbers from 0 (or any number), the log from 1. */
interface EventForm {
    /** Name of the stream of a message. */
    String streamOf(EventMessage<?> message);

    /** Number that Axon gives the first event of a stream, which the log numbers 1; 0 for a stream without events. */
    long firstNumber(EventStore store, String stream);

    /** True if the first event of a stream may have this number: its history may begin elsewhere. */
    boolean mayBeginAt(long number);

    /**
     * The envelope of a message.
     *
     * @param firstNumber number that Axon gives the first event of the message's stream
     * @throws IllegalArgumentException if the message lacks what this form needs
     */
    EventEnvelope write(EventMessage<?> message, String root, long firstNumber);

    /** The parts of the message behind an envelope. */
    Parts read(EventEnvelope event);

    /** Name of the stream of an aggregate. */
    String streamOf(String aggregateId);

    /**
     * What Axon knows of an event.
     *
     * @param aggregateType type of its aggregate; {@code null} if the event is of no aggregate
     * @param aggregateId identifier of its aggregate; {@code null} if the event is of no aggregate
     * @param number number that Axon gives it in its aggregate
     * @param metaData its metadata
     * @param payload its payload as the type mapping wrote it
     */
    record Parts(
            @Nullable String aggregateType,
            @Nullable String aggregateId,
            long number,
            MetaData metaData,
            byte[] payload) {}
}
