/** Kafka brokers, each a process of its own. */
@NullMarked
package io.docket.eventstore.faults.broker;

import org.jspecify.annotations.NullMarked;
