/** Cancelling a schedule. */
@NullMarked
package io.docket.command.schedule.cancel;

import org.jspecify.annotations.NullMarked;
