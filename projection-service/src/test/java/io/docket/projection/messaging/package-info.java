/** Tests of the Kafka side. */
@NullMarked
package io.docket.projection.messaging;

import org.jspecify.annotations.NullMarked;
