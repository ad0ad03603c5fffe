/** One origin in front of the services, in a JVM of its own. */
@NullMarked
package io.docket.local.gateway;

import org.jspecify.annotations.NullMarked;
