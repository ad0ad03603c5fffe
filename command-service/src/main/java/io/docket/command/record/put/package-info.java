/** Putting a record. */
@NullMarked
package io.docket.command.record.put;

import org.jspecify.annotations.NullMarked;
