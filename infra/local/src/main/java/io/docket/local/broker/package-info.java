/** The Kafka broker that runs in a JVM of its own. */
@NullMarked
package io.docket.local.broker;

import org.jspecify.annotations.NullMarked;
