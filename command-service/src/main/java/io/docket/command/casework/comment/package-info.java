/** Commenting on a case. */
@NullMarked
package io.docket.command.casework.comment;

import org.jspecify.annotations.NullMarked;
