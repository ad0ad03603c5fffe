/** Appends to the store without Axon, beside a plain Kafka producer. */
@NullMarked
package io.docket.eventstore.bench.appends;

import org.jspecify.annotations.NullMarked;
