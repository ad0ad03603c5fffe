/** The store's own ownership, writer and index on a simulated cluster, on schedules that a seed decides. */
@NullMarked
package io.docket.eventstore.simulation;

import org.jspecify.annotations.NullMarked;
