/** Where a case waits. */
@NullMarked
package io.docket.command.casework.queue;

import org.jspecify.annotations.NullMarked;
