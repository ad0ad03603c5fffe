/** Deleting a record. */
@NullMarked
package io.docket.command.record.delete;

import org.jspecify.annotations.NullMarked;
