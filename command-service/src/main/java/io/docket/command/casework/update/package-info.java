/** Changing the data of a case. */
@NullMarked
package io.docket.command.casework.update;

import org.jspecify.annotations.NullMarked;
