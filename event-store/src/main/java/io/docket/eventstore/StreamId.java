package io.docket.eventstore;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.id.EntityId;

/**
 * The name of a stream, {@code <tenant>/<entity>/<id>}.
 *
 * @param tenant owner of the data, without {@code /}
 * @param subject the entity whose events the stream holds
 */
public record StreamId(String tenant, Subject subject) {
    /** The stream that an event belongs to. */
    public static String of(EventEnvelope event) {
        return event.tenant() + "/" + event.subject();
    }

    /** The name of an entity's stream. */
    public static String of(String tenant, String entity, String id) {
        return tenant + "/" + entity + "/" + id;
    }

    /** Reads {@code <tenant>/<entity>/<id>}. Throws {@link IllegalArgumentException} on anything else. */
    public static StreamId parse(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0) {
            throw new IllegalArgumentException("not <tenant>/<entity>/<id>: " + text);
        }
        return new StreamId(text.substring(0, slash), Subject.parse(text.substring(slash + 1)));
    }

    /** The root of a stream by the platform's rule: what precedes {@code ~} in the entity's id. */
    public static String rootOf(String streamId) {
        return EntityId.rootOf(parse(streamId).subject().id());
    }

    @Override
    public String toString() {
        return tenant + "/" + subject;
    }
}
