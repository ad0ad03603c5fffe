/** Giving a case to somebody. */
@NullMarked
package io.docket.command.casework.assign;

import org.jspecify.annotations.NullMarked;
