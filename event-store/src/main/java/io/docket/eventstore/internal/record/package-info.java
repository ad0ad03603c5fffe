/** Events and outcomes as Kafka records. */
@NullMarked
package io.docket.eventstore.internal.record;

import org.jspecify.annotations.NullMarked;
