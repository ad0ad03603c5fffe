package io.docket.eventstore.internal.log;

import io.docket.eventstore.internal.index.IndexIdentity;

/**
 * Which log this is, and what it takes.
 *
 * @param clusterId id of the Kafka cluster
 * @param eventsTopic name of the events topic
 * @param eventsTopicId id of the events topic
 * @param outcomesTopicId id of the outcomes topic
 * @param maxMessageBytes largest batch that both topics take
 */
public record LogIdentity(
        String clusterId, String eventsTopic, String eventsTopicId, String outcomesTopicId, int maxMessageBytes) {
    /** The identity of the index of one partition of this log. */
    public IndexIdentity ofIndex(int partition) {
        return new IndexIdentity(clusterId, eventsTopic, eventsTopicId, outcomesTopicId, partition);
    }
}
