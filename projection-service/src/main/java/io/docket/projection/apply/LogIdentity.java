package io.docket.projection.apply;

/**
 * Which log this is. Offsets mean something only within one log.
 *
 * @param clusterId id of the Kafka cluster
 * @param topicId id of the topic, new each time it is created
 */
public record LogIdentity(String clusterId, String topicId) {
    @Override
    public String toString() {
        return clusterId + '/' + topicId;
    }
}
