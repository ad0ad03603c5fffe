/** Time and threads as the store needs them, so that a simulation can stand in for the machine. */
@NullMarked
package io.docket.eventstore.internal.machine;

import org.jspecify.annotations.NullMarked;
