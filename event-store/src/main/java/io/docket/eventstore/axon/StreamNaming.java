package io.docket.eventstore.axon;

import io.docket.contracts.envelope.Subject;
import io.docket.eventstore.StreamId;

/**
 * Which stream of the store holds the events of an aggregate. Axon reads an aggregate by its identifier alone, so the
 * identifier alone decides.
 */
public interface StreamNaming {
    /** Name of the stream of an aggregate, {@code <tenant>/<entity>/<id>}. */
    StreamId streamOf(String aggregateId);

    /** Identifier of the aggregate whose events a stream holds. */
    String aggregateOf(StreamId stream);

    /** The platform's rule: an aggregate's identifier is the name of its stream. */
    static StreamNaming streamNames() {
        return new StreamNaming() {
            @Override
            public StreamId streamOf(String aggregateId) {
                return StreamId.parse(aggregateId);
            }

            @Override
            public String aggregateOf(StreamId stream) {
                return stream.toString();
            }
        };
    }

    /**
     * Any identifier: all aggregates are entities of one kind and one tenant.
     *
     * @param tenant owner of the data, without {@code /}
     * @param entity kebab-case kind
     */
    static StreamNaming opaque(String tenant, String entity) {
        return new StreamNaming() {
            @Override
            public StreamId streamOf(String aggregateId) {
                return new StreamId(tenant, new Subject(entity, aggregateId));
            }

            @Override
            public String aggregateOf(StreamId stream) {
                return stream.subject().id();
            }
        };
    }
}
