/** Commands sent to the command service in the name of the caller. */
@NullMarked
package io.docket.files.command;

import org.jspecify.annotations.NullMarked;
