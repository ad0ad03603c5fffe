/** Where the events come from: the Kafka side of the service. */
@NullMarked
package io.docket.projection.messaging;

import org.jspecify.annotations.NullMarked;
