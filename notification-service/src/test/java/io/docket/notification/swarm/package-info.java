/** Thousands of websocket clients on one thread: for fault tests and for load. */
@NullMarked
package io.docket.notification.swarm;

import org.jspecify.annotations.NullMarked;
