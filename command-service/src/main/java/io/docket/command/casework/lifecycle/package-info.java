/** Closing, reopening and archiving a case. */
@NullMarked
package io.docket.command.casework.lifecycle;

import org.jspecify.annotations.NullMarked;
