/** The event store on Kafka: append with an expected version, read by stream, outcomes of commands. Knows no framework. */
@NullMarked
package io.docket.eventstore;

import org.jspecify.annotations.NullMarked;
