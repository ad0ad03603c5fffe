/** Which partitions this instance owns, as its consumer group says. */
@NullMarked
package io.docket.eventstore.internal.ownership;

import org.jspecify.annotations.NullMarked;
