/** An event store in a JVM of its own, and how the test talks to it. */
@NullMarked
package io.docket.eventstore.faults.instance;

import org.jspecify.annotations.NullMarked;
