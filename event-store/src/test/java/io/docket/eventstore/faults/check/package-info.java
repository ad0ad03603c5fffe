/** What the log and the writers' memory must agree on. */
@NullMarked
package io.docket.eventstore.faults.check;

import org.jspecify.annotations.NullMarked;
