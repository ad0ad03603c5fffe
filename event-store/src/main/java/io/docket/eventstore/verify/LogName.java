package io.docket.eventstore.verify;

import org.jspecify.annotations.Nullable;

/**
 * Which log a source claims to hold: what its chain and its checkpoints were made for.
 *
 * @param clusterId id of the Kafka cluster that it was written in; {@code null}: any
 * @param topic name of the events topic that it was written in
 */
public record LogName(@Nullable String clusterId, String topic) {}
