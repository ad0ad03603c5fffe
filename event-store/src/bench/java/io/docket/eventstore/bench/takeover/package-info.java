/** How long commands wait after the owner of a partition was killed. */
@NullMarked
package io.docket.eventstore.bench.takeover;

import org.jspecify.annotations.NullMarked;
