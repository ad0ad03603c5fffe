/** A schedule that a seed decides: real threads of which one runs at a time, and a clock of its own. */
@NullMarked
package io.docket.eventstore.simulation.schedule;

import org.jspecify.annotations.NullMarked;
