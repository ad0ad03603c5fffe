/** How fast the event store is, each figure beside that of its native twin in the same run. */
@NullMarked
package io.docket.eventstore.bench;

import org.jspecify.annotations.NullMarked;
