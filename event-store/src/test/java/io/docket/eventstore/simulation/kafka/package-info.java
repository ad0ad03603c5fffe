/** A Kafka cluster and a network for the simulation: logs, transactions, a group, and clients that speak with them. */
@NullMarked
package io.docket.eventstore.simulation.kafka;

import org.jspecify.annotations.NullMarked;
