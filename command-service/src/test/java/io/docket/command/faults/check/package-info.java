/** What the log and the clients' memory must agree on. */
@NullMarked
package io.docket.command.faults.check;

import org.jspecify.annotations.NullMarked;
