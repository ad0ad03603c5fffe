package io.docket.eventstore.internal.index;

/**
 * Which log an index is about. An index with another identity is dropped and built again.
 *
 * @param clusterId id of the Kafka cluster
 * @param eventsTopic name of the events topic
 * @param eventsTopicId id of the events topic: another one after the topic was deleted and created again
 * @param outcomesTopicId id of the outcomes topic
 * @param partition number of the partition
 */
public record IndexIdentity(
        String clusterId, String eventsTopic, String eventsTopicId, String outcomesTopicId, int partition) {
    private static final int FORMAT = 4;

    String text() {
        return String.join(
                "|",
                Integer.toString(FORMAT),
                clusterId,
                eventsTopic,
                eventsTopicId,
                outcomesTopicId,
                Integer.toString(partition));
    }
}
